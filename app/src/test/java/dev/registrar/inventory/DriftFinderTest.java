package dev.registrar.inventory;

import static dev.registrar.inventory.Samples.DUBLIN;
import static dev.registrar.inventory.Samples.LONDON;
import static dev.registrar.inventory.Samples.catalog;
import static dev.registrar.inventory.Samples.entry;
import static dev.registrar.inventory.Samples.low;
import static dev.registrar.inventory.Samples.region;
import static dev.registrar.inventory.Samples.repository;
import static dev.registrar.inventory.Samples.unread;
import static dev.registrar.inventory.Samples.uri;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Catalog;
import dev.registrar.policy.Policies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftFinderTest {
    private static final String NAME = "payments-api";
    private static final String AT_HOME = uri(NAME, LONDON);

    private Map<String, Boolean> owners = Map.of();
    private boolean everywhere = true;
    private boolean allowed = true;

    private DriftReport report(Catalog catalog, RegionInventory... regions) {
        return DriftFinder.find(
                catalog,
                new Inventory(List.of(regions)),
                new DriftFinder.Known(Policies.builtIn()::controls, (registry, url) -> allowed, owners, everywhere));
    }

    private List<String> found(Catalog catalog, RegionInventory... regions) {
        return report(catalog, regions).drift().stream()
                .map(drift -> drift.kind().word() + " " + drift.registry()
                        + drift.field().map(field -> " " + field).orElse("") + " "
                        + drift.catalog().orElse("-") + " | " + drift.aws().orElse("-"))
                .toList();
    }

    private static Catalog active(String risk) {
        return catalog(entry(NAME, risk, "active", AT_HOME));
    }

    @Test
    void same_isClean() {
        assertThat(report(active("low"), region(LONDON, low(NAME, LONDON))).clean())
                .isTrue();
    }

    @Test
    void awsOnly_isToldWithItsAddress() {
        assertThat(found(Catalog.EMPTY, region(LONDON, low(NAME, LONDON))))
                .containsExactly("aws-only payments-api - | " + AT_HOME);
    }

    @Test
    void catalogOnly_whereItsPlaceWasRead() {
        assertThat(found(active("low"), region(LONDON)))
                .containsExactly("catalog-only payments-api " + AT_HOME + " | -");
    }

    @Test
    void placeThatCouldNotBeRead_isNoAbsence() {
        assertThat(found(active("low"), unread(LONDON))).isEmpty();
        assertThat(found(active("low"), region(DUBLIN)))
                .as("nobody asked there")
                .isEmpty();
    }

    @Test
    void entryWithoutAnAddress_isMissingOnlyWhereEverythingWasRead() {
        Catalog catalog = catalog(entry(NAME, "low", "active", ""));

        assertThat(found(catalog, region(LONDON))).containsExactly("catalog-only payments-api active | -");
        assertThat(found(catalog, region(LONDON), unread(DUBLIN))).isEmpty();
        everywhere = false;
        assertThat(found(catalog, region(LONDON))).isEmpty();
    }

    @Test
    void pending_waitsForItsRepository() {
        Catalog catalog = catalog(entry(NAME, "low", "pending", ""));

        assertThat(found(catalog, region(LONDON))).isEmpty();
        assertThat(found(catalog, region(LONDON, low(NAME, LONDON))))
                .containsExactly("pending-but-existing payments-api metadata.status pending | " + AT_HOME);
    }

    @Test
    void pending_whereItMustNotBe_isMisplaced() {
        allowed = false;

        assertThat(found(catalog(entry(NAME, "low", "pending", "")), region(LONDON, low(NAME, LONDON))))
                .containsExactly("misplaced payments-api aws.repository_url - | " + AT_HOME);
    }

    @Test
    void decommissioned_butThere_isTold() {
        Catalog catalog = catalog(entry(NAME, "low", "decommissioned", AT_HOME));

        assertThat(found(catalog, region(LONDON, low(NAME, LONDON))))
                .containsExactly(
                        "decommissioned-but-existing payments-api metadata.status decommissioned | " + AT_HOME);
        assertThat(found(catalog, region(LONDON))).isEmpty();
    }

    @Test
    void otherRegion_isMisplaced() {
        assertThat(found(active("low"), region(LONDON), region(DUBLIN, low(NAME, DUBLIN))))
                .containsExactly("misplaced payments-api aws.repository_url " + AT_HOME + " | " + uri(NAME, DUBLIN));
    }

    @Test
    void otherRegion_whereItsOwnCouldNotBeRead_saysNothing() {
        RegionInventory elsewhere = region(DUBLIN, low(NAME, DUBLIN));

        assertThat(found(active("low"), unread(LONDON), elsewhere))
                .as("it may be a copy of one that is where it belongs")
                .isEmpty();
        Target own = Target.own(LONDON.region());
        assertThat(found(active("low"), RegionInventory.unread(own, "Nobody answers."), elsewhere))
                .as("whose account is not known")
                .isEmpty();
        assertThat(report(active("low"), elsewhere).drift())
                .as("where nobody asked")
                .singleElement()
                .satisfies(drift -> assertThat(drift.remedy()).contains("111111111111 in eu-west-2 was not read"));
    }

    @Test
    void placeThatWasReadTwice_hasItsRepositoriesOnce() {
        assertThat(found(active("low"), region(LONDON, low(NAME, LONDON)), region(LONDON, low(NAME, LONDON))))
                .isEmpty();
    }

    @Test
    void everyControl_weakened_isToldWithBothValues() {
        AwsRepository weak = repository(NAME, LONDON, TagRule.MUTABLE, AtRest.AES256, ScanLevel.ENHANCED, 10);

        assertThat(found(active("high"), region(LONDON, weak)))
                .containsExactly(
                        "weakened payments-api governance.encryption KMS | AES256",
                        "weakened payments-api governance.image_scanning enhanced, continuous | enhanced, on push",
                        "weakened payments-api governance.lifecycle_policy.keep_image_count 50 | 10",
                        "weakened payments-api governance.tag_mutability IMMUTABLE | MUTABLE");
    }

    @Test
    void stronger_isToldApart() {
        AwsRepository strong = repository(NAME, LONDON, TagRule.IMMUTABLE, AtRest.KMS_DSSE, ScanLevel.CONTINUOUS, 90);

        assertThat(found(active("low"), region(LONDON, strong)))
                .containsExactly(
                        "strengthened payments-api governance.encryption AES256 | KMS_DSSE",
                        "strengthened payments-api governance.lifecycle_policy.keep_image_count 20 | 90",
                        "strengthened payments-api governance.tag_mutability MUTABLE | IMMUTABLE");
        assertThat(report(active("low"), region(LONDON, strong)).drift().get(0).remedy())
                .as("the way back would cost the images")
                .doesNotContain("set it back")
                .contains("Write `KMS` in the catalog");
    }

    @Test
    void whatTheCatalogHasNoWordFor_isNoDifference() {
        AwsRepository layered = repository(NAME, LONDON, TagRule.IMMUTABLE, AtRest.KMS_DSSE, ScanLevel.CONTINUOUS, 50);
        AwsRepository partly =
                repository(NAME, LONDON, TagRule.MUTABLE_WITH_EXCLUSION, AtRest.AES256, ScanLevel.ON_PUSH, 20);

        assertThat(found(active("high"), region(LONDON, layered))).isEmpty();
        assertThat(found(active("low"), region(LONDON, partly))).isEmpty();
    }

    @Test
    void basicScanning_underAMediumEntry_isWeaker() {
        AwsRepository basic = repository(NAME, LONDON, TagRule.MUTABLE, AtRest.AES256, ScanLevel.ON_PUSH, 30);

        assertThat(found(active("medium"), region(LONDON, basic)))
                .containsExactly("weakened payments-api governance.image_scanning enhanced, on push | on push");
    }

    @Test
    void exclusions_areWeakerThanNone() {
        AwsRepository excluding =
                repository(NAME, LONDON, TagRule.IMMUTABLE_WITH_EXCLUSION, AtRest.KMS, ScanLevel.CONTINUOUS, 50);

        assertThat(found(active("high"), region(LONDON, excluding)))
                .containsExactly(
                        "weakened payments-api governance.tag_mutability IMMUTABLE | IMMUTABLE_WITH_EXCLUSION");
    }

    @Test
    void policy_thatIsMissingOrGoesByAge_isWeaker() {
        for (Retention retention :
                List.of(Retention.NO_POLICY, new Retention(true, Optional.empty(), Optional.of(14)))) {
            assertThat(found(active("low"), region(LONDON, with(retention))))
                    .containsExactly("weakened payments-api governance.lifecycle_policy.keep_image_count 20 | "
                            + retention.words());
        }
    }

    private static AwsRepository with(Retention retention) {
        AwsRepository low = low(NAME, LONDON);
        return new AwsRepository(
                low.name(),
                low.uri(),
                low.place(),
                low.created(),
                low.encryption(),
                low.key(),
                low.tags(),
                low.exclusions(),
                low.scanning(),
                Optional.of(retention),
                low.labels(),
                low.images());
    }

    @Test
    void controls_thatCouldNotBeRead_areNotJudged() {
        AwsRepository low = low(NAME, LONDON);
        AwsRepository unknown = new AwsRepository(
                low.name(),
                low.uri(),
                low.place(),
                low.created(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(report(active("high"), region(LONDON, unknown)).clean()).isTrue();
    }

    @Test
    void owner_isGoneOnlyWhereThatIsKnown() {
        assertThat(found(active("low"), region(LONDON, low(NAME, LONDON)))).isEmpty();
        owners = Map.of("app-team-payments", false);
        assertThat(found(active("low"), region(LONDON, low(NAME, LONDON))))
                .containsExactly("owner-gone payments-api metadata.owner app-team-payments | -");
    }

    @Test
    void whatRulesMade_isToldApart() {
        Rules london = new Rules(
                List.of("docker-hub"), List.of("team"), List.of(new Rules.Replication(DUBLIN, List.of("payments"))));
        DriftReport report = report(
                active("low"),
                region(
                        LONDON,
                        london,
                        low(NAME, LONDON),
                        low("docker-hub/library/nginx", LONDON),
                        low("docker-hubs/nginx", LONDON),
                        low("team/pushed", LONDON)),
                region(DUBLIN, low(NAME, DUBLIN)));

        assertThat(report.made())
                .extracting(
                        made -> made.repository().name() + ": " + made.origin().words())
                .containsExactly("docker-hub/library/nginx: pull-through cache docker-hub");
        assertThat(report.drift())
                .extracting(drift -> drift.kind().word() + " " + drift.registry())
                .as("the copy of payments-api in Dublin is a replica, so it is not misplaced")
                .containsExactly("aws-only docker-hubs/nginx", "aws-only team/pushed");
        assertThat(report.drift().get(1).remedy()).contains("creation template `team`");
    }

    @Test
    void ruleForEveryName_explainsNothing() {
        DriftReport report = report(
                Catalog.EMPTY,
                region(LONDON, new Rules(List.of("ROOT"), List.of(), List.of()), low("anything", LONDON)));

        assertThat(report.made()).isEmpty();
        assertThat(report.drift()).hasSize(1);
    }
}
