package dev.registrar.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.TagMutability;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderTest {
    private static final String EXAMPLE = """
            version: "1.0"
            domain: delivery
            owner: platform-team
            last_updated: "2026-01-09"
            managed_by: platform-team
            physical_registry: "acme-main"
            repositories:
              payments-gateway:
                metadata:
                  id: REGISTRY_PAYMENTS_GATEWAY
                  owner: app-team-payments
                  risk: high                    # low | medium | high
                  environment: prod             # dev | test | staging | prod
                  requested_by: alice
                  domain: delivery
                  status: pending               # pending | active | deprecated | decommissioned
                  created_date: "2026-01-05"
                  request: "acme/platform-catalog#12"
                aws:
                  repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway
                governance:
                  image_scanning: true
                  encryption: KMS               # AES256 | KMS
                  tag_mutability: IMMUTABLE     # MUTABLE | IMMUTABLE
                  lifecycle_policy:
                    keep_image_count: 50
            """;

    @Test
    void read_completeEntry_hasEveryField() {
        CatalogText text = CatalogReader.read(EXAMPLE.getBytes(StandardCharsets.UTF_8));

        assertThat(text.document().problems()).isEmpty();
        assertThat(text.catalog().registry("payments-gateway"))
                .contains(new Registry(
                        "payments-gateway",
                        Optional.of("REGISTRY_PAYMENTS_GATEWAY"),
                        Optional.of("app-team-payments"),
                        Optional.of(RiskTier.HIGH),
                        Optional.of(Environment.PROD),
                        Optional.of("delivery"),
                        Optional.of("alice"),
                        Optional.of(Status.PENDING),
                        Optional.of(LocalDate.of(2026, 1, 5)),
                        Optional.of("acme/platform-catalog#12"),
                        Optional.of("111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway"),
                        new Governance(
                                true,
                                Optional.of(true),
                                Optional.of(Encryption.KMS),
                                Optional.of(TagMutability.IMMUTABLE),
                                Optional.of(50))));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            owner: app-team-payments -> owner: 12
            owner: app-team-payments -> owner: [a]
            owner: app-team-payments -> owner:
            risk: high -> risk: extreme
            risk: high -> risk: HIGH
            risk: high -> risk: true
            environment: prod -> environment: production
            status: pending -> status: {a: b}
            created_date: "2026-01-05" -> created_date: "2026-02-30"
            created_date: "2026-01-05" -> created_date: "5 January"
            created_date: "2026-01-05" -> created_date: 20260105
            image_scanning: true -> image_scanning: yes
            image_scanning: true -> image_scanning: "true"
            encryption: KMS -> encryption: KMS_DSSE
            tag_mutability: IMMUTABLE -> tag_mutability: no
            keep_image_count: 50 -> keep_image_count: fifty
            keep_image_count: 50 -> keep_image_count: "50"
            keep_image_count: 50 -> keep_image_count: 0
            keep_image_count: 50 -> keep_image_count: 99999999999
            """)
    void read_valueThatTheSchemaRefuses_isOneEmptyField(String good, String bad) {
        Registry expected = CatalogReader.read(EXAMPLE)
                .catalog()
                .registry("payments-gateway")
                .orElseThrow();

        Registry read = CatalogReader.read(EXAMPLE.replace(good, bad))
                .catalog()
                .registry("payments-gateway")
                .orElseThrow();

        Registry without = CatalogReader.read(EXAMPLE.replace(good, "x-" + good))
                .catalog()
                .registry("payments-gateway")
                .orElseThrow();
        assertThat(read).isEqualTo(without).isNotEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-05, 2026-01-05", "'\"2024-02-29\"', 2024-02-29"})
    void read_date_bareOrQuoted(String written, LocalDate expected) {
        String yaml = EXAMPLE.replace("\"2026-01-05\"", written);
        assertThat(CatalogReader.read(yaml)
                        .catalog()
                        .registry("payments-gateway")
                        .flatMap(Registry::createdDate))
                .contains(expected);
    }

    @Test
    void read_entriesThatAreNotMaps_areThereWithoutAnyField() {
        CatalogText text = CatalogReader.read("repositories:\n  a: text\n  b: [x]\n  c:\n  d: {}\n");
        assertThat(text.catalog().registries())
                .containsOnlyKeys("a", "b", "c", "d")
                .allSatisfy((name, registry) -> {
                    assertThat(registry.status()).isEmpty();
                    assertThat(registry.governance().present()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a\n- b\n",
                "text",
                "repositories:\n",
                "repositories: [a, b]\n",
                "repositories: text\n",
                "a: b: c\n"
            })
    void read_noRegistries_isAnEmptyCatalog(String yaml) {
        assertThat(CatalogReader.read(yaml).catalog().registries()).isEmpty();
    }

    @Test
    void read_governance_presentWhenItIsAMap() {
        assertThat(governance("governance: {}").present()).isTrue();
        assertThat(governance("governance: ").present()).isFalse();
        assertThat(governance("governance: [a]").present()).isFalse();
        assertThat(governance("governance: {lifecycle_policy: 5}").keepImageCount())
                .isEmpty();
    }

    @Test
    void read_anchorsAndMerges_countAsWritten() {
        CatalogText text = CatalogReader.read("""
                x-defaults: &d
                  governance: {encryption: KMS}
                repositories:
                  a:
                    <<: *d
                    metadata: &m {owner: app-team-a}
                  b: {metadata: *m}
                """);
        assertThat(text.document().problems()).isEmpty();
        assertThat(text.catalog().registry("a").orElseThrow().governance().encryption())
                .contains(Encryption.KMS);
        assertThat(text.catalog().registry("b").flatMap(Registry::owner)).contains("app-team-a");
    }

    @Test
    void read_oddNames_areNames() {
        assertThat(CatalogReader.read("repositories: {__proto__: {}, 1e3: {}, yes: {}, \"\": {}}")
                        .catalog()
                        .registries())
                .containsOnlyKeys("__proto__", "1e3", "yes", "");
    }

    private static Governance governance(String line) {
        return CatalogReader.read("repositories:\n  a:\n    " + line + "\n")
                .catalog()
                .registry("a")
                .orElseThrow()
                .governance();
    }
}
