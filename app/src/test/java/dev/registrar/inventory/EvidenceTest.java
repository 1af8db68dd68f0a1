package dev.registrar.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Evidence of(Images images) {
        AwsRepository low = Samples.low("reports", Samples.LONDON);
        return Evidence.of(
                new RepositoryRead.Found(new AwsRepository(
                        low.name(),
                        low.uri(),
                        low.place(),
                        low.created(),
                        low.encryption(),
                        low.key(),
                        low.tags(),
                        low.exclusions(),
                        low.scanning(),
                        low.retention(),
                        low.labels(),
                        Optional.of(images))),
                30,
                NOW,
                List.of());
    }

    private static Images pulled(long daysAgo, long hours) {
        Instant at = NOW.minus(Duration.ofDays(daysAgo)).minus(Duration.ofHours(hours));
        return new Images(3, 123_456_789, Optional.of(NOW.minus(Duration.ofDays(90))), Optional.of(at));
    }

    @ParameterizedTest
    @CsvSource({"29, 0, false", "30, 1, false", "31, 0, false", "31, 1, true", "400, 0, true"})
    void pull_countsADayLonger_sinceItMayShowUpLate(long days, long hours, boolean idle) {
        assertThat(of(pulled(days, hours)) instanceof Evidence.Idle).isEqualTo(idle);
    }

    @Test
    void facts_sayCountSizeAndTimes() {
        assertThat(of(pulled(400, 0)))
                .isEqualTo(new Evidence.Idle(
                        "It has 3 images of 123.5 MB in all; the last push was on 2025-12-01, the last"
                                + " pull on 2025-01-25. That is more than 30 days ago."));
    }

    @Test
    void neverPulled_goesByTheLastPush() {
        assertThat(of(new Images(1, 5, Optional.of(NOW.minus(Duration.ofDays(2))), Optional.empty())))
                .isInstanceOf(Evidence.InUse.class);
        assertThat(of(new Images(1, 5, Optional.of(NOW.minus(Duration.ofDays(60))), Optional.empty())))
                .isInstanceOf(Evidence.Idle.class);
    }

    @Test
    void noImages_andNoRepository_areIdle() {
        assertThat(of(Images.NONE)).isEqualTo(new Evidence.Idle("It has no images that could be pulled."));
        assertThat(Evidence.of(new RepositoryRead.Absent(Samples.LONDON), 30, NOW, List.of()))
                .isInstanceOf(Evidence.Idle.class);
    }

    @Test
    void notKnowing_isNoEvidence() {
        assertThat(Evidence.of(new RepositoryRead.Unread("ECR is down"), 30, NOW, List.of()))
                .isEqualTo(new Evidence.Unknown("ECR is down"));
    }

    @Test
    void terraformThatNamesIt_isUse() {
        assertThat(Evidence.of(new RepositoryRead.Absent(Samples.LONDON), 30, NOW, List.of("acme/platform-infra")))
                .isEqualTo(new Evidence.InUse("The Terraform of `acme/platform-infra` still names it."));
    }
}
