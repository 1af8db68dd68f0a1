package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One fault in a sound catalog is found by one gate, by one rule, on its line, and by nothing else. */
class SingleFaultTest {

    /** @param marked a piece of the changed text that begins where the finding points */
    record Fault(
            String rule,
            String author,
            String from,
            String to,
            String marked,
            Optional<String> suggestion,
            String action) {
        Fault suggests(String text) {
            return new Fault(rule, author, from, to, marked, Optional.of(text), action);
        }

        Fault alerts() {
            return new Fault(rule, author, from, to, marked, suggestion, "alert");
        }

        @Override
        public String toString() {
            return rule + ": " + to.strip().lines().findFirst().orElse("(removed)");
        }
    }

    static Fault fault(String rule, String from, String to, String marked) {
        return new Fault(rule, "paula", from, to, marked, Optional.empty(), "block");
    }

    static Stream<Fault> faults() {
        return Stream.of(
                fault("POL-ECR-001-R01", "domain: delivery\nowner", "domain: [delivery\nowner", "[delivery"),
                fault(
                        "POL-ECR-001-R02",
                        "      risk: low\n      environment",
                        "      risk: low\n      risk: low\n      environment",
                        "risk: low\n      environment"),
                fault("POL-ECR-001-R03", "      status: pending\n", "", "metadata:\n      id: REGISTRY_MEDIA_THUMB"),
                fault("POL-ECR-001-R04", "keep_image_count: 20", "keep_image_count: many", "many"),
                fault("POL-ECR-001-R04", "\"2026-01-08\"", "\"2026-02-30\"", "\"2026-02-30\""),
                fault("POL-ECR-001-R04", "version: \"1.0\"", "version: 1.0", "1.0")
                        .suggests("\"1.0\""),
                fault("POL-ECR-001-R04", "keep_image_count: 50", "keep_image_count: 50.0", "50.0"),
                fault("POL-ECR-001-R04", "keep_image_count: 50", "keep_image_count: 99999999999", "99999999999"),
                fault("POL-ECR-001-R04", "owner: app-team-search", "owner: \"\"", "owner: \"\""),
                fault("POL-ECR-001-R04", "id: REGISTRY_SEARCH_INDEXER", "id: ''", "id: ''"),
                fault(
                        "POL-ECR-001-R04",
                        "repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/search-indexer",
                        "repository_url: \"\"",
                        "repository_url"),
                fault("POL-ECR-001-R05", "risk: medium", "risk: meduim", "meduim")
                        .suggests("medium"),
                fault("POL-ECR-001-R05", "encryption: KMS", "encryption: kms", "kms")
                        .suggests("KMS"),
                fault("POL-ECR-001-R06", "requested_by: ana", "requestd_by: ana", "requestd_by")
                        .suggests("requested_by"),
                fault("POL-ECR-002-R01", "  media-thumbnailer:", "  Media_Thumbnailer:", "Media_Thumbnailer:")
                        .suggests("media-thumbnailer"),
                fault("POL-ECR-002-R03", "REGISTRY_MEDIA_THUMBNAILER", "REGISTRY_MEDIA_THUMBS", "REGISTRY_MEDIA_THUMBS")
                        .suggests("REGISTRY_MEDIA_THUMBNAILER"),
                fault(
                        "POL-ECR-002-R05",
                        "  media-thumbnailer:\n    metadata:\n      id: REGISTRY_MEDIA_THUMBNAILER",
                        "  payment-gateways:\n    metadata:\n      id: REGISTRY_PAYMENT_GATEWAYS",
                        "payment-gateways:"),
                fault(
                                "POL-ECR-002-R06",
                                "  media-thumbnailer:\n    metadata:\n      id: REGISTRY_MEDIA_THUMBNAILER",
                                "  media-prod:\n    metadata:\n      id: REGISTRY_MEDIA_PROD",
                                "media-prod:")
                        .alerts(),
                fault(
                        "POL-ECR-002-R07",
                        "  media-thumbnailer:\n    metadata:\n      id: REGISTRY_MEDIA_THUMBNAILER",
                        "  registry:\n    metadata:\n      id: REGISTRY_REGISTRY",
                        "registry:\n"),
                fault("POL-ECR-003-R01", "tag_mutability: IMMUTABLE", "tag_mutability: MUTABLE", "MUTABLE")
                        .suggests("IMMUTABLE"),
                fault("POL-ECR-003-R03", "keep_image_count: 50", "keep_image_count: 20", "20")
                        .suggests("50"),
                fault(
                                "POL-ECR-003-R04",
                                "image_scanning: true\n      encryption: KMS",
                                "image_scanning: false\n      encryption: KMS",
                                "false")
                        .suggests("true"),
                fault("POL-ECR-003-R05", "environment: dev", "environment: prod", "low\n      environment: prod"),
                fault(
                        "POL-ECR-004-R01",
                        "owner: app-team-media\n      risk: low\n      environment",
                        "owner: media\n      risk: low\n      environment",
                        "media\n"),
                fault(
                        "POL-ECR-004-R02",
                        "owner: app-team-media\n      risk: low\n      environment",
                        "owner: app-team-ghosts\n      risk: low\n      environment",
                        "app-team-ghosts"),
                new Fault(
                        "POL-ECR-004-R03",
                        "eve",
                        "environment: dev",
                        "environment: test",
                        "app-team-media\n      risk: low\n      environment",
                        Optional.empty(),
                        "block"),
                fault(
                                "POL-ECR-004-R04",
                                "owner: app-team-media\n      risk: low\n      environment",
                                "owner: app-team-search\n      risk: low\n      environment",
                                "app-team-search\n      risk: low")
                        .alerts(),
                fault("POL-ECR-005-R01", "status: pending", "status: deprecated", "deprecated"),
                fault("POL-ECR-005-R03", "  media-archive:", "  #:", "repositories:"),
                fault("POL-ECR-005-R04", "  search-indexer:", "  search-indices:", "search-indices:"),
                fault(
                        "POL-ECR-005-R04",
                        "  search-indexer:\n    metadata:\n      id: REGISTRY_SEARCH_INDEXER",
                        "  search-indices:\n    metadata:\n      id: REGISTRY_SEARCH_INDICES",
                        "search-indices:"),
                fault("POL-ECR-005-R06", "\"2026-01-08\"", "\"2062-01-08\"", "\"2062-01-08\"")
                        .alerts(),
                fault(
                        "POL-ECR-006-R01",
                        "111111111111.dkr.ecr.eu-west-2.amazonaws.com/search",
                        "example.com/search",
                        "example.com"),
                fault(
                        "POL-ECR-006-R02",
                        "amazonaws.com/search-indexer",
                        "amazonaws.com/search",
                        "111111111111.dkr.ecr.eu-west-2.amazonaws.com/search\n"),
                fault(
                        "POL-ECR-006-R03",
                        "111111111111.dkr.ecr.eu-west-2.amazonaws.com/search",
                        "222222222222.dkr.ecr.eu-west-2.amazonaws.com/search",
                        "222222222222"),
                fault(
                        "POL-ECR-006-R04",
                        "eu-west-2.amazonaws.com/search",
                        "us-east-1.amazonaws.com/search",
                        "111111111111.dkr.ecr.us-east-1"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_inASoundCatalog_isFoundByItsRuleOnItsLineAndByNoOther(Fault fault) {
        String before = Proposals.catalog();
        String after = before.replace(fault.from(), fault.to());
        if (fault.rule().equals("POL-ECR-005-R03")) {
            after = before.replaceFirst("(?s)  search-indexer:.*?\n\n", "");
        }
        assertThat(after).isNotEqualTo(before);

        Verdict verdict = Judge.judge(Proposals.change(before, after, fault.author()));

        List<Finding> findings = verdict.findings().toList();
        assertThat(findings).extracting(finding -> finding.rule().value()).containsExactly(fault.rule());
        Finding only = findings.get(0);
        assertThat(only.action().word()).isEqualTo(fault.action());
        assertThat(only.suggestion()).isEqualTo(fault.suggestion());
        assertThat(after.substring(only.span().start())).startsWith(fault.marked());
        assertThat(only.span().line()).isEqualTo(line(after, only.span().start()));
    }

    private static int line(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    /** What stands in the place of the registries, or of one of them, takes none of them away. */
    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "hello\n", "repositories: []\n", "repositories: none\n", "repository: {}\n"})
    void registriesThatAreNoMap_failSchemaAlone(String text) {
        Verdict verdict = Judge.judge(Proposals.change(Proposals.catalog(), text, "paula"));

        assertThat(verdict.gates()).extracting(Verdict.GateVerdict::gate).containsExactly(GateName.SCHEMA);
        assertThat(verdict.failed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " text", " []"})
    void entryThatIsNoMap_failsSchemaAlone(String value) {
        String after =
                Proposals.catalog().replaceFirst("(?s)  search-indexer:.*?\n\n", "  search-indexer:" + value + "\n");

        assertThat(Judge.judge(Proposals.change(Proposals.catalog(), after, "paula"))
                        .blocking())
                .extracting(finding -> finding.rule().value())
                .containsExactly("POL-ECR-001-R04");
    }

    /** The entry's fields run into the entry above, where they are all there twice. */
    @ParameterizedTest
    @ValueSource(strings = {"  search-indexer:\n", "repositories:\n"})
    void nameThatIsLostOrThereTwice_failsSchemaAlone(String line) {
        String catalog = Proposals.catalog();
        String after = line.startsWith(" ") ? catalog.replace(line, "") : catalog.replace(line, line + line);

        assertThat(Judge.judge(Proposals.change(catalog, after, "paula")).blocking())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule().value()).isEqualTo("POL-ECR-001-R02"));
    }

    /** Or else one more of what is there twice would hide what goes with it. */
    @Test
    void keyThatIsThereTwiceAlready_oneMore_isANewFault() {
        String before = Proposals.catalog().replace("requested_by: ana", "requested_by: ana\n      requested_by: ben");
        String after = before.replace("requested_by: ben", "requested_by: ben\n      requested_by: cem");

        assertThat(Judge.judge(Proposals.change(before, after, "paula")).blocking())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule().value()).isEqualTo("POL-ECR-001-R02"));
    }

    @Test
    void keyThatIsThereTwiceAlready_furtherDown_isTheOldFault() {
        String before = Proposals.catalog().replace("requested_by: ana", "requested_by: ana\n      requested_by: ben");

        assertThat(Judge.judge(Proposals.change(before, "# moved\n" + before, "paula"))
                        .blocking())
                .isEmpty();
    }

    @Test
    void newName_thatIsTakenForATouchedOne_isTheOneToBlame() {
        String after = Proposals.catalog().replace("requested_by: ana", "requested_by: ben")
                + "\n  payment-gateway:\n    metadata: {id: REGISTRY_PAYMENT_GATEWAY, owner: app-team-payments,"
                + " risk: low, status: pending}\n";

        assertThat(Judge.judge(Proposals.change(Proposals.catalog(), after, "paula"))
                        .blocking())
                .singleElement()
                .satisfies(finding -> assertThat(finding.registry()).contains("payment-gateway"));
    }

    @Test
    void emptyRegistries_areARemovalOfAll() {
        Verdict verdict = Judge.judge(Proposals.change(Proposals.catalog(), "repositories:\n", "paula"));

        assertThat(verdict.blocking())
                .extracting(finding -> finding.rule().value())
                .containsOnly("POL-ECR-005-R03");
    }

    /** Nothing else can be judged of it, so that it was broken before excuses nothing. */
    @Test
    void brokenCatalog_thatStaysBroken_fails() {
        String broken = Proposals.catalog() + "  media: [\n";

        assertThat(Judge.judge(Proposals.change(broken, broken + "# more\n", "paula"))
                        .failed())
                .isTrue();
    }

    @Test
    void brokenCatalog_repaired_isToldFromACatalogOfNewEntries() {
        String broken = Proposals.catalog() + "  media: [\n";
        String repaired = Proposals.catalog().replace("status: active", "status: deprecated");

        List<Finding> findings = Judge.judge(Proposals.change(broken, repaired, "paula"))
                .blocking()
                .toList();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("on the base branch cannot be read");
            assertThat(repaired.substring(finding.span().start())).startsWith("repositories:");
        });
    }

    @Test
    void nameThatEcrCannotTake_besideItsAddress_failsNamingAlone() {
        String renamed = Proposals.catalog().replace("  search-indexer:", "  Search_Indexer:");

        assertThat(Judge.judge(Proposals.audit(renamed)).findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("POL-ECR-002-R01");
    }

    @Test
    void catalog_withoutFault_passesEveryGate() {
        Verdict audit = Judge.judge(Proposals.audit(Proposals.catalog()));

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.gates()).hasSize(6);
    }

    @Test
    void catalog_againstItself_hasNothingToJudgeButItsForm() {
        Verdict verdict = Judge.judge(Proposals.change(Proposals.catalog(), Proposals.catalog(), "paula"));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.gates()).extracting(Verdict.GateVerdict::gate).containsExactly(GateName.SCHEMA);
    }

    @Test
    void oldFault_thatIsNotTouched_isNotedAndFailsNothing() {
        String before = Proposals.catalog().replace("keep_image_count: 50", "keep_image_count: 20");
        String after = before.replace("environment: dev", "environment: test");

        Verdict verdict = Judge.judge(Proposals.change(before, after, "mia"));

        assertThat(verdict.failed()).isFalse();
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.action().word()).isEqualTo("log"));
    }

    @Test
    void oldFault_inAnEntryThatIsTouchedElsewhere_isNotedToo() {
        String before = Proposals.catalog().replace("keep_image_count: 50", "keep_image_count: 20");
        String after = before.replace("requested_by: ana", "requested_by: ben");

        Verdict verdict = Judge.judge(Proposals.change(before, after, "ana"));

        assertThat(verdict.failed()).isFalse();
    }
}
