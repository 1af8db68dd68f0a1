package dev.registrar.inbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The growing delay between tries, with up to a quarter on top so that what failed together does not come back together. */
final class Backoff {
    private static final int GROWTH = 4;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    Duration after(int tries) {
        Duration delay = first;
        for (int i = 1; i < tries && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(GROWTH);
        }
        Duration capped = delay.compareTo(longest) < 0 ? delay : longest;
        return capped.plusMillis((long) (capped.toMillis() * random.nextDouble() / 4));
    }
}
