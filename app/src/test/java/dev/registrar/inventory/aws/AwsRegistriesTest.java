package dev.registrar.inventory.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inventory.AtRest;
import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Images;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.RegistryReader.Progress;
import dev.registrar.inventory.RepositoryRead;
import dev.registrar.inventory.Retention;
import dev.registrar.inventory.ScanLevel;
import dev.registrar.inventory.TagRule;
import dev.registrar.inventory.Target;
import dev.registrar.sandbox.aws.EcrRepository;
import dev.registrar.sandbox.aws.SandboxAws;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRegistriesTest {
    private static final String PROD = "111111111111";
    private static final String BUILD = "012345670123";
    private static final String LONDON = "eu-west-2";
    private static final String DUBLIN = "eu-west-1";
    private static final Target IN_LONDON = new Target("prod", Optional.of(PROD), LONDON, Optional.empty());
    private static final Target IN_DUBLIN = new Target("prod", Optional.of(PROD), DUBLIN, Optional.empty());
    private static final Instant PUSHED = Instant.parse("2026-01-02T03:04:05Z");

    private final SandboxAws aws = SandboxAws.start(0, PROD, Clock.systemUTC());
    private final AwsRegistries registries = new AwsRegistries(() -> AwsAccess.standIn(aws.url(), "AKIA" + PROD));

    @AfterEach
    void stop() {
        registries.close();
        aws.close();
    }

    private Inventory read(Target... targets) {
        return registries.read(List.of(targets), Progress.SILENT);
    }

    private RegionInventory london() {
        return read(IN_LONDON).regions().get(0);
    }

    @Test
    void read_moreThanOnePageOfEverything_readsAll() {
        for (int i = 0; i < 230; i++) {
            aws.registry(PROD, LONDON).repository("app-" + i);
        }
        EcrRepository busy = aws.registry(PROD, LONDON).repository("app-7");
        for (int i = 0; i < 2050; i++) {
            busy.image(10, PUSHED.plusSeconds(i), i == 5 ? PUSHED.plusSeconds(99_999) : null);
        }
        for (int i = 0; i < 130; i++) {
            aws.registry(PROD, LONDON).cache("cached-" + i).template("made-" + i, "CREATE_ON_PUSH");
        }

        Inventory inventory = read(IN_LONDON);

        assertThat(inventory.complete()).isTrue();
        assertThat(inventory.byName()).hasSize(230);
        assertThat(inventory.named("app-7").get(0).images())
                .contains(new Images(
                        2050, 20_500, Optional.of(PUSHED.plusSeconds(2049)), Optional.of(PUSHED.plusSeconds(99_999))));
        assertThat(inventory.regions().get(0).rules().caches()).hasSize(130);
        assertThat(inventory.regions().get(0).rules().onPush()).hasSize(130);
    }

    @Test
    void read_repository_hasEveryProperty() {
        aws.registry(PROD, LONDON)
                .scanning("ENHANCED", "CONTINUOUS_SCAN", "pay*")
                .repository("payments")
                .mutability("IMMUTABLE")
                .encryption("KMS")
                .keeps(50)
                .tag("team", "payments")
                .image(7, PUSHED, null);

        AwsRepository repository = london().repositories().get(0);

        assertThat(repository.uri()).isEqualTo(PROD + ".dkr.ecr.eu-west-2.amazonaws.com/payments");
        assertThat(repository.place()).isEqualTo(new Place(PROD, LONDON));
        assertThat(repository.tags()).contains(TagRule.IMMUTABLE);
        assertThat(repository.encryption()).contains(AtRest.KMS);
        assertThat(repository.scanning()).contains(ScanLevel.CONTINUOUS);
        assertThat(repository.retention()).contains(new Retention(true, Optional.of(50), Optional.empty()));
        assertThat(repository.labels().orElseThrow()).isEqualTo(Map.of("team", "payments"));
        assertThat(repository.images()).contains(new Images(1, 7, Optional.of(PUSHED), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, SCAN_ON_PUSH, pay, ON_PUSH",
        "BASIC, SCAN_ON_PUSH, ay, ON_PUSH",
        "BASIC, SCAN_ON_PUSH, pay*s, ON_PUSH",
        "BASIC, SCAN_ON_PUSH, other, MANUAL",
        "ENHANCED, SCAN_ON_PUSH, *, ENHANCED",
        "ENHANCED, CONTINUOUS_SCAN, *, CONTINUOUS"
    })
    void scanning_rulesOfTheRegistry_count(String type, String frequency, String filter, ScanLevel level) {
        aws.registry(PROD, LONDON).scanning(type, frequency, filter).repository("payments");
        assertThat(london().repositories().get(0).scanning()).contains(level);

        aws.deny("BatchGetRepositoryScanningConfiguration");
        assertThat(london().repositories().get(0).scanning())
                .as("from the rules alone")
                .contains(level);
        assertThat(london().complete()).isTrue();
    }

    @Test
    void accountNumber_withALeadingZero_staysText() {
        aws.registry(BUILD, LONDON).repository("tools");
        Target build = new Target(
                "build", Optional.of(BUILD), LONDON, Optional.of("arn:aws:iam::" + BUILD + ":role/registrar-read"));

        RegionInventory region = read(build).regions().get(0);

        assertThat(region.complete()).isTrue();
        assertThat(region.place().account()).isEqualTo("012345670123");
        assertThat(region.repositories().get(0).uri()).startsWith("012345670123.dkr.ecr.");
        assertThat(aws.calls()).contains("AssumeRole " + BUILD + " -");
    }

    @Test
    void role_ofAnotherAccount_isNotAsked() {
        Target wrong = new Target(
                "prod", Optional.of(PROD), LONDON, Optional.of("arn:aws:iam::" + BUILD + ":role/registrar-read"));

        RegionInventory region = read(wrong).regions().get(0);

        assertThat(region.listed()).isFalse();
        assertThat(region.troubles()).singleElement().asString().contains("is a role of account 012345670123");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void account_thatTheCredentialsAreNotOf_isNotEmptyButUnread() {
        RegionInventory region = read(new Target("build", Optional.of(BUILD), LONDON, Optional.empty()))
                .regions()
                .get(0);

        assertThat(region.listed()).isFalse();
        assertThat(region.troubles()).singleElement().asString().contains("`ecr:DescribeRepositories` is denied");
    }

    @Test
    void role_thatMayNotBeAssumed_isNamed() {
        aws.deny("AssumeRole");
        Target build = new Target(
                "build", Optional.of(BUILD), LONDON, Optional.of("arn:aws:iam::" + BUILD + ":role/registrar-read"));

        assertThat(read(build).regions().get(0).troubles())
                .singleElement()
                .asString()
                .contains("could not be assumed (AccessDenied)", "trust policy");
    }

    @Test
    void ownAccount_withoutRepositories_isKnownByItsNumber() {
        assertThat(read(Target.own(LONDON)).regions().get(0).place()).isEqualTo(new Place(PROD, LONDON));
    }

    @Test
    void throttling_isWaitedOut() {
        aws.registry(PROD, LONDON).repository("payments").keeps(3);
        aws.throttle("GetLifecyclePolicy", 5);
        aws.throttle("DescribeRepositories", 5);

        RegionInventory region = london();

        assertThat(region.complete()).isTrue();
        assertThat(region.repositories().get(0).retention()).isPresent();
    }

    @Test
    void throttling_withoutEnd_isAPartialResult() {
        aws.registry(PROD, LONDON).repository("payments").keeps(3);
        aws.throttle("GetLifecyclePolicy", 1000);

        RegionInventory region = london();

        assertThat(region.listed()).isTrue();
        assertThat(region.complete()).isFalse();
        assertThat(region.troubles()).containsExactly("`ecr:GetLifecyclePolicy` was throttled too long.");
        assertThat(region.repositories().get(0).retention()).isEmpty();
    }

    @Test
    void region_thatIsDown_takesNoOtherWithIt() {
        aws.registry(PROD, LONDON).repository("payments");
        aws.registry(PROD, DUBLIN).repository("payments");
        aws.takeDown(DUBLIN);

        Inventory inventory = read(IN_LONDON, IN_DUBLIN);

        assertThat(inventory.complete()).isFalse();
        assertThat(inventory.regions()).extracting(RegionInventory::complete).containsExactly(true, false);
        assertThat(inventory.regions().get(1).listed()).isFalse();
        assertThat(inventory.regions().get(1).troubles()).containsExactly("ECR in eu-west-1 fails with status 503.");
        assertThat(inventory.byName()).containsOnlyKeys("payments");
    }

    @Test
    void deniedDetail_leavesItUnknown() {
        aws.registry(PROD, LONDON).repository("payments").keeps(3).image(1, PUSHED, null);
        aws.deny("DescribeImages");

        RegionInventory region = london();

        assertThat(region.listed()).isTrue();
        assertThat(region.complete()).isFalse();
        assertThat(region.troubles())
                .containsExactly("`ecr:DescribeImages` is denied; the policy in deploy/aws grants it.");
        assertThat(region.repositories().get(0).images()).isEmpty();
        assertThat(region.repositories().get(0).retention()).isPresent();
    }

    @Test
    void callThatThePartitionDoesNotOffer_isRemarkedOnly() {
        aws.registry(PROD, LONDON).repository("payments").keeps(3);
        aws.withhold("GetRegistryScanningConfiguration");
        aws.withhold("ListTagsForResource");

        RegionInventory region = london();

        assertThat(region.complete()).isTrue();
        assertThat(region.remarks()).hasSize(2);
        assertThat(region.repositories()).hasSize(1);
    }

    @Test
    void deniedRules_areRemarkedOnly() {
        aws.registry(PROD, LONDON).repository("payments");
        aws.deny("DescribePullThroughCacheRules");

        assertThat(london().complete()).isTrue();
        assertThat(london().remarks()).singleElement().asString().contains("ecr:DescribePullThroughCacheRules");
    }

    @Test
    void nobodyThere_isSaid() {
        try (AwsRegistries nowhere =
                new AwsRegistries(() -> AwsAccess.standIn(URI.create("http://127.0.0.1:1"), "AKIA" + PROD))) {
            assertThat(nowhere.read(List.of(IN_LONDON), Progress.SILENT)
                            .regions()
                            .get(0)
                            .troubles())
                    .containsExactly("ECR in eu-west-2 cannot be reached.");
        }
    }

    @Test
    void progress_countsEveryRepository() {
        for (int i = 0; i < 120; i++) {
            aws.registry(PROD, LONDON).repository("app-" + i);
        }
        AtomicInteger found = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();

        registries.read(List.of(IN_LONDON), new Progress() {
            @Override
            public void found(int repositories) {
                found.addAndGet(repositories);
            }

            @Override
            public void read() {
                read.incrementAndGet();
            }
        });

        assertThat(List.of(found.get(), read.get())).containsExactly(120, 120);
    }

    @Test
    void one_tellsAbsenceFromNotKnowing() {
        aws.registry(PROD, LONDON).repository("payments").image(3, PUSHED, PUSHED);

        assertThat(registries.one(IN_LONDON, "payments")).isInstanceOf(RepositoryRead.Found.class);
        assertThat(registries.one(IN_LONDON, "gone")).isEqualTo(new RepositoryRead.Absent(new Place(PROD, LONDON)));
        aws.deny("DescribeImages");
        assertThat(registries.one(IN_LONDON, "payments")).isInstanceOf(RepositoryRead.Unread.class);
        aws.takeDown(LONDON);
        assertThat(registries.one(IN_LONDON, "gone"))
                .isEqualTo(new RepositoryRead.Unread("ECR in eu-west-2 fails with status 503"));
    }

    @Test
    void permissions_sayWhichIsMissing() {
        aws.deny("GetLifecyclePolicy");

        List<Permission> permissions = registries.permissions(List.of(IN_LONDON));

        assertThat(permissions).hasSize(ReadAction.values().length);
        assertThat(permissions)
                .filteredOn(permission -> permission.outcome() != Permission.Outcome.ALLOWED)
                .singleElement()
                .satisfies(permission -> {
                    assertThat(permission.outcome()).isEqualTo(Permission.Outcome.DENIED);
                    assertThat(permission.action()).isEqualTo("ecr:GetLifecyclePolicy");
                });
    }
}
