package dev.registrar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages that are written from policies and schema are current. {@code -Dregistrar.write=true} writes them. */
class ReferencePagesTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void rules_page_isCurrent() throws IOException {
        current("rules.md", RuleReference.page());
    }

    @Test
    void configuration_page_isCurrent() throws IOException {
        current("configuration.md", ConfigurationReference.page());
    }

    private static void current(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("registrar.write")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, page);
        }
        assertThat(file)
                .as("write it anew with mvn test -Dtest=ReferencePagesTest -DargLine=-Dregistrar.write=true")
                .hasContent(page);
    }

    @Test
    void setting_ofTheSchema_hasADescription() throws IOException {
        List<String> bare = new ArrayList<>();
        undescribed("", new ObjectMapper().readTree(Schemas.CONFIGURATION.text()), bare);
        assertThat(bare).isEmpty();
    }

    private static void undescribed(String path, JsonNode object, List<String> bare) {
        object.path("properties").properties().forEach(field -> {
            if (field.getValue().path("description").asText().isBlank()) {
                bare.add(path + field.getKey());
            }
            undescribed(path + field.getKey() + ".", field.getValue(), bare);
        });
    }
}
