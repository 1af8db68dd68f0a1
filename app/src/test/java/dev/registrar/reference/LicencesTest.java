package dev.registrar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the jar holds may be given on. {@code -Dregistrar.write=true} writes the page. */
class LicencesTest {
    private static final Path PAGE = Path.of("../docs/licences.md");

    @Test
    void library_hasALicenceThatFits() {
        assertThat(Licences.of(Licences.bill()).notAllowed()).isEmpty();
    }

    @Test
    void library_whoseLicenceAsksForIt_hasItsTextInTheJar() throws IOException {
        assertThat(Licences.of(Licences.bill()).lackText()).isEmpty();
        assertThat(Licences.of(bill("{'license': {'id': 'BSD-3-Clause'}}")).lackText())
                .containsExactly("org.example:lib");
    }

    @Test
    void page_isCurrent() throws IOException {
        String page = Licences.of(Licences.bill()).page();
        if (Boolean.getBoolean("registrar.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("write it anew with mvn test -Dtest=LicencesTest -DargLine=-Dregistrar.write=true")
                .hasContent(page);
    }

    @Test
    void library_underStrongCopyleft_orWithoutALicence_isRefused() throws JsonProcessingException {
        assertThat(Licences.of(bill("{'license': {'id': 'GPL-3.0-only'}}")).notAllowed())
                .isEqualTo(Map.of("org.example:lib", Set.of("GPL-3.0-only")));
        assertThat(Licences.of(bill("{'expression': 'MIT AND GPL-3.0-only'}")).notAllowed())
                .containsKey("org.example:lib");
        assertThat(Licences.of(bill("")).notAllowed()).isEqualTo(Map.of("org.example:lib", Set.of()));
    }

    @Test
    void library_withAChoice_isTaken() throws JsonProcessingException {
        Licences either = Licences.of(bill("{'license': {'id': 'LGPL-2.1-only'}}, {'license': {'id': 'EPL-2.0'}}"));
        assertThat(either.notAllowed()).isEmpty();
        assertThat(either.page()).contains("| org.example:lib | EPL-2.0 or LGPL-2.1-only |");
    }

    private static JsonNode bill(String licences) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree("{'components': [{'group': 'org.example', 'name': 'lib', 'licenses': [%s]}]}"
                        .formatted(licences)
                        .replace('\'', '"'));
    }
}
