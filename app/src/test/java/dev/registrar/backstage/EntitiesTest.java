package dev.registrar.backstage;

import static dev.registrar.inventory.Samples.DUBLIN;
import static dev.registrar.inventory.Samples.LONDON;
import static dev.registrar.inventory.Samples.catalog;
import static dev.registrar.inventory.Samples.entry;
import static dev.registrar.inventory.Samples.low;
import static dev.registrar.inventory.Samples.region;
import static dev.registrar.inventory.Samples.unread;
import static dev.registrar.inventory.Samples.uri;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.catalog.Catalog;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    private static final Instant FIRST = Instant.parse("2026-01-10T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-10T11:00:00Z");
    private static final Catalog CATALOG =
            catalog(entry("payments-api", "high", "active", uri("payments-api", LONDON)));

    private static String render(String before, Instant now, RegionInventory... regions) {
        return Entities.render(CATALOG, new Inventory(List.of(regions)), true, true, before, now);
    }

    private static List<JsonNode> parsed(String text) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return yaml.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
    }

    private static JsonNode named(String text, String name) throws IOException {
        return parsed(text).stream()
                .filter(entity -> entity.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void entities_whenTheCatalogAloneChanges_keepWhatAwsHas() {
        RegionInventory read = region(LONDON, low("payments-api", LONDON), low("other", LONDON));
        String text = render("", FIRST, read);
        assertThat(Entities.follow(CATALOG, true, text)).isEqualTo(text);

        Catalog deprecated = catalog(entry("payments-api", "high", "deprecated", uri("payments-api", LONDON)));
        String followed = Entities.follow(deprecated, true, text);
        assertThat(followed).isNotEqualTo(text);
        assertThat(Entities.render(deprecated, new Inventory(List.of(read)), true, true, followed, LATER))
                .isEqualTo(followed);
        assertThat(Entities.follow(CATALOG, true, followed)).isEqualTo(text);
    }

    @Test
    void entities_beforeAwsWasRead_areThoseThatNeedNoReading() throws IOException {
        assertThat(parsed(Entities.follow(CATALOG, true, "")))
                .extracting(entity -> entity.get("kind").asText())
                .containsExactly("Domain", "System", "Component");
        assertThat(Entities.follow(CATALOG, true, "not: [ours")).isEqualTo("not: [ours");
    }

    @Test
    void entities_areThoseOfTheContract() throws IOException {
        String text = render("", FIRST, region(LONDON, low("payments-api", LONDON), low("other", LONDON)));

        assertThat(parsed(text))
                .extracting(entity -> entity.get("kind").asText() + " "
                        + entity.at("/metadata/name").asText())
                .containsExactly(
                        "Domain delivery",
                        "System container-registry",
                        "Component ecr-registry",
                        "Resource ecr-111111111111-eu-west-2",
                        "Resource ecr-other",
                        "Resource ecr-payments-api");
        JsonNode mirror = named(text, "ecr-111111111111-eu-west-2");
        assertThat(mirror.at("/spec/type").asText()).isEqualTo("container-registry");
        assertThat(mirror.at("/metadata/annotations/platform~1repo-count").asText())
                .isEqualTo("2");
        assertThat(mirror.at("/metadata/annotations/platform~1last-sync").asText())
                .isEqualTo("2026-01-10T10:00:00Z");
        assertThat(named(text, "ecr-payments-api").at("/spec/owner").asText())
                .isEqualTo("group:default/app-team-payments");
        assertThat(named(text, "ecr-payments-api").at("/spec/dependsOn/0").asText())
                .isEqualTo("resource:default/ecr-111111111111-eu-west-2");
        assertThat(named(text, "ecr-other").at("/spec/owner").asText()).isEqualTo("group:default/platform-team");
    }

    @Test
    void names_followTheRulesOfBackstage_whateverTheRepositoryIsCalled() throws IOException {
        String text = render(
                "",
                FIRST,
                region(
                        LONDON,
                        low("team/app", LONDON),
                        low("a".repeat(200), LONDON),
                        low("a__b", LONDON),
                        low("111111111111-eu-west-2", LONDON)));

        assertThat(parsed(text)).hasSize(8).allSatisfy(entity -> {
            String name = entity.at("/metadata/name").asText();
            assertThat(name).hasSizeLessThanOrEqualTo(63).matches("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
        });
        assertThat(parsed(text).stream()
                        .map(entity -> entity.get("kind").asText()
                                + entity.at("/metadata/name").asText().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void time_aloneChangesNothing() {
        String first = render("", FIRST, region(LONDON, low("payments-api", LONDON)));

        assertThat(render(first, LATER, region(LONDON, low("payments-api", LONDON))))
                .isEqualTo(first);
        assertThat(render(first, LATER, region(LONDON)))
                .contains("platform/last-sync: \"2026-01-10T11:00:00Z\"")
                .doesNotContain("ecr-payments-api");
    }

    @Test
    void placeThatCouldNotBeRead_staysAsItWas() {
        String first =
                render("", FIRST, region(LONDON, low("payments-api", LONDON)), region(DUBLIN, low("x1", DUBLIN)));

        assertThat(render(first, LATER, region(LONDON, low("payments-api", LONDON)), unread(DUBLIN)))
                .isEqualTo(first);
        assertThat(render(first, LATER, unread(LONDON), unread(DUBLIN))).isEqualTo(first);
        assertThat(render(first, LATER, region(LONDON, low("payments-api", LONDON))))
                .as("a region that the configuration no longer names")
                .doesNotContain("eu-west-1");
        assertThat(Entities.render(
                        CATALOG,
                        new Inventory(List.of(region(LONDON, low("payments-api", LONDON)))),
                        true,
                        false,
                        first,
                        LATER))
                .as("a region that nobody asked this time")
                .isEqualTo(first);
    }

    @Test
    void fileThatIsNoEntities_isLeftAloneWhereSomethingCouldBeLost() {
        assertThat(render("{{{", LATER, unread(LONDON))).isEqualTo("{{{");
        assertThat(render("{{{", LATER, region(LONDON))).contains("kind: \"Domain\"");
    }

    @Test
    void sameName_inTwoPlaces_isTwoResources() throws IOException {
        String text = render(
                "", FIRST, region(DUBLIN, low("payments-api", DUBLIN)), region(LONDON, low("payments-api", LONDON)));

        assertThat(named(text, "ecr-payments-api").at("/spec/dependsOn/0").asText())
                .as("the catalog's place has the plain name")
                .endsWith("eu-west-2");
        assertThat(parsed(text)).hasSize(7);
    }

    @Test
    void sameName_inAPlaceThatCouldNotBeRead_keepsItsResource() throws IOException {
        RegionInventory dublin = region(DUBLIN, low("payments-api", DUBLIN));
        String both = render("", FIRST, region(LONDON, low("payments-api", LONDON)), dublin);

        assertThat(render(both, LATER, unread(LONDON), dublin)).isEqualTo(both);
    }

    @Test
    void mirrorOnly_hasNoRepositories() throws IOException {
        String text = Entities.render(
                CATALOG, new Inventory(List.of(region(LONDON, low("payments-api", LONDON)))), false, true, "", FIRST);

        assertThat(parsed(text)).hasSize(4);
    }
}
