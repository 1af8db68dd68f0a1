package dev.registrar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1), new Random(1));

    @Test
    void after_growsFourfoldUpToTheLongest() {
        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
        assertThat(backoff.after(2)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(backoff.after(4)).isBetween(Duration.ofSeconds(128), Duration.ofSeconds(160));
        assertThat(backoff.after(7)).isBetween(Duration.ofHours(1), Duration.ofMinutes(75));
        assertThat(backoff.after(1_000)).isBetween(Duration.ofHours(1), Duration.ofMinutes(75));
    }

    @Test
    void after_theSameTry_differs() {
        assertThat(IntStream.range(0, 20).mapToObj(i -> backoff.after(3)).distinct())
                .hasSizeGreaterThan(10);
    }
}
