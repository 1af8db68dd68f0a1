package dev.registrar.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftKind;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTextTest {
    private static Drift drift(String registry, String catalog) {
        return new Drift(
                DriftKind.OWNER_GONE,
                registry,
                Optional.of(Samples.LONDON),
                Optional.of("metadata.owner"),
                Optional.of(catalog),
                Optional.empty(),
                "Name the team that answers for it now in `metadata.owner`.");
    }

    private static String text(List<Drift> drift) {
        return DriftText.of(new DriftReport(drift, List.of()), new Inventory(List.of(Samples.unread(Samples.DUBLIN))));
    }

    @Test
    void hostileNames_stayInTheirCells() {
        String text = text(List.of(drift("a|b\n| @acme/owners", "x` | <img src=x> @olga")));

        assertThat(text.lines().filter(line -> line.startsWith("| ") && line.contains("metadata.owner")))
                .hasSize(1);
        assertThat(text).doesNotContain("\n| @acme");
    }

    @Test
    void whatCouldNotBeRead_isSaid() {
        assertThat(text(List.of(drift("a", "b"))))
                .contains("AWS and the catalog differ in one point.", "### Not read", "111111111111 in eu-west-1");
    }

    @Test
    void thousands_fitIntoAnIssue() {
        List<Drift> many = IntStream.range(0, 10_000)
                .mapToObj(i -> drift("registry-" + i, "team-" + "x".repeat(200)))
                .toList();

        assertThat(text(many)).hasSizeLessThan(65_000).contains("10000 points");
    }
}
