package dev.registrar.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The words by which an answer from GitHub is known as one that was asked for here. Each is good for one answer. */
final class SetupStates {
    // GitHub gives an hour for the whole flow ("Registering a GitHub App from a manifest").
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int BYTES = 24;

    private final Map<String, Begun> open = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final Clock clock;

    SetupStates(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** A registration that was begun, and the address that was given for it. */
    private record Begun(String address, Instant until) {}

    String issue(String address) {
        Instant now = clock.instant();
        open.values().removeIf(begun -> !now.isBefore(begun.until()));
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String state = HexFormat.of().formatHex(bytes);
        open.put(state, new Begun(address, now.plus(LIFE)));
        return state;
    }

    /** The address that it was issued for; empty unless that was here, within the hour, and it was not used yet. */
    Optional<String> use(String state) {
        return Optional.ofNullable(open.remove(state))
                .filter(begun -> clock.instant().isBefore(begun.until()))
                .map(Begun::address);
    }
}
