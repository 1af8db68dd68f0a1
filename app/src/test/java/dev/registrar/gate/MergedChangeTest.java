package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.yaml.CatalogReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is judged is what a merge into the base branch, as it stands now, would leave. */
class MergedChangeTest {
    private static final String BASE = Proposals.catalog();
    private static final String NEW = """

              parcel-tracker:
                metadata: {id: REGISTRY_PARCEL_TRACKER, owner: app-team-media, risk: low, status: pending}
            """;

    private static String deprecated(String text) {
        return text.replaceFirst("(?s)(search-indexer:.*?status: )active", "$1deprecated");
    }

    private static List<Finding> together(String head, String tip) {
        return together(BASE, head, tip);
    }

    private static List<Finding> together(String base, String head, String tip) {
        Proposal alone = Proposals.change(base, head, "paula");
        Proposal proposal = new Proposal(
                alone.configuration(),
                alone.policies(),
                alone.path(),
                alone.before(),
                alone.after(),
                Optional.of(CatalogReader.read(tip).catalog()),
                alone.contributors(),
                alone.teams(),
                alone.today());
        assertThat(Judge.judge(alone).failed()).as("by itself").isFalse();
        return Judge.judge(proposal).blocking().toList();
    }

    @Test
    void lowerTier_whileTheBaseBranchGoesToProduction_isTooLow() {
        String medium =
                BASE.replace("risk: low", "risk: medium").replace("keep_image_count: 20", "keep_image_count: 30");
        String production = medium.replace("environment: dev", "environment: prod");

        assertThat(together(medium, BASE, production)).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("POL-ECR-003-R05");
            assertThat(finding.remediation()).contains("The base branch has changed this entry meanwhile");
        });
    }

    @Test
    void faultThatTheBaseBranchHasGained_isNotThisChanges() {
        String tip = BASE.replace("keep_image_count: 50", "keep_image_count: 40");

        assertThat(together(BASE.replace("requested_by: ana", "requested_by: ben"), tip))
                .isEmpty();
        assertThat(together(BASE.replace("environment: dev", "environment: test"), tip))
                .isEmpty();
    }

    @Test
    void removalOfWhatWasPending_whileTheBaseBranchMakesItActive_isOfAnActiveOne() {
        String head = BASE.substring(0, BASE.indexOf("  media-thumbnailer:"));
        String tip = BASE.replace("status: pending", "status: active");

        assertThat(together(head, tip))
                .extracting(finding -> finding.rule().value())
                .containsExactly("POL-ECR-005-R03");
    }

    @Test
    void encryption_whileTheBaseBranchMakesTheRegistryActive_cannotChangeAnyMore() {
        String head = BASE.replace("risk: low", "risk: high")
                .replaceFirst("(?s)(media-thumbnailer:.*?governance:\n).*", "$1" + """
                      image_scanning: true
                      encryption: KMS
                      tag_mutability: IMMUTABLE
                      lifecycle_policy:
                        keep_image_count: 50
                """);
        String tip = BASE.replace("status: pending", "status: active");

        assertThat(together(head, tip))
                .extracting(finding -> finding.rule().value())
                .containsExactly("POL-ECR-003-R06");
    }

    @Test
    void entryThatBothAdd_inDifferentWays_isFoundAtItsName() {
        assertThat(together(BASE + NEW, BASE + NEW.replace("risk: low", "risk: medium")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule().value()).isEqualTo("POL-ECR-002-R04");
                    assertThat(finding.message()).contains("`parcel-tracker` of its own meanwhile");
                    assertThat((BASE + NEW).substring(finding.span().start())).startsWith("parcel-tracker:");
                });
    }

    @Test
    void changeThatTheBaseBranchHasAlready_isNone() {
        assertThat(together(BASE + NEW, BASE + NEW)).isEmpty();
        assertThat(together(deprecated(BASE), deprecated(BASE))).isEmpty();
    }

    @Test
    void otherFieldOfAnEntryThatTheBaseBranchChanges_isNoStepBack() {
        String head = BASE.replaceFirst("(?s)(search-indexer:.*?environment: )prod", "$1staging");

        assertThat(together(head, deprecated(BASE))).isEmpty();
    }
}
