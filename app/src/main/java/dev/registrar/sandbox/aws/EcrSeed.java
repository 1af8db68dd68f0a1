package dev.registrar.sandbox.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The registries that the seeded catalog speaks of, as it has them; the one that is pending is not there yet. */
final class EcrSeed {
    static final String REGION = "eu-west-2";
    private static final long SIZE = 48_200_000;

    private EcrSeed() {}

    static void plant(EcrRegistry registry, Clock clock) {
        Instant now = clock.instant();
        registry.scanning("ENHANCED", "CONTINUOUS_SCAN", "*");
        for (String name : List.of("media-thumbnailer", "search-indexer")) {
            used(registry.repository(name).keeps(20), now);
        }
        for (String name : List.of("media-transcoder", "search-api")) {
            used(registry.repository(name).keeps(30), now);
        }
        for (String name : List.of("payments-gateway", "payments-ledger")) {
            used(registry.repository(name).keeps(50).encryption("KMS").mutability("IMMUTABLE"), now);
        }
        // Deprecated, and nobody has pulled it for long enough.
        Instant longAgo = now.minus(Duration.ofDays(75));
        registry.repository("payments-reports").keeps(30).image(SIZE, longAgo, longAgo.plus(Duration.ofDays(10)));
    }

    private static void used(EcrRepository repository, Instant now) {
        repository.image(SIZE, now.minus(Duration.ofDays(20)), now.minus(Duration.ofHours(30)));
    }
}
