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
        Proposal alone = Proposals.change(BASE, head, "paula");
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
        String dev = BASE.replace("risk: low\n      environment: dev", "risk: low\n      environment: prod");

        List<Finding> findings = together(BASE.replace("requested_by: ana", "requested_by: ben"), dev);
        assertThat(findings)
                .as("what the base branch did is not this change's fault")
                .isEmpty();

        String head = BASE.replaceFirst("(?s)(media-thumbnailer:.*?)\"2026-01-08\"", "$1\"2026-01-07\"");
        assertThat(together(head, dev)).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("POL-ECR-003-R05");
            assertThat(finding.remediation()).contains("The base branch has changed this entry meanwhile");
        });
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
        String head = BASE.replace("risk: low\n      environment: dev", "risk: high\n      environment: dev")
                .replaceFirst(
                        "(?s)(media-thumbnailer:.*?governance:\n).*",
                        "$1      image_scanning: true\n      encryption: KMS\n      tag_mutability: IMMUTABLE\n"
                                + "      lifecycle_policy:\n        keep_image_count: 50\n");
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
