package dev.registrar.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What a handler says about its delivery. Follow-on work is enqueued before this is said. */
public sealed interface Outcome {
    /** All effects are there. */
    record Done() implements Outcome {
        @Override
        public <T> T match(
                Function<Done, T> done,
                Function<Retry, T> retry,
                Function<Deferred, T> deferred,
                Function<Dead, T> dead) {
            return done.apply(this);
        }
    }

    /**
     * It failed and may succeed later; counts as a try.
     *
     * @param atLeast wait this long, even where the growing delay of the retries is shorter
     */
    record Retry(String cause, Duration atLeast) implements Outcome {
        @Override
        public <T> T match(
                Function<Done, T> done,
                Function<Retry, T> retry,
                Function<Deferred, T> deferred,
                Function<Dead, T> dead) {
            return retry.apply(this);
        }
    }

    /** It cannot be done before a known time, as when the quota is used up; does not count as a try. */
    record Deferred(String cause, Instant until) implements Outcome {
        @Override
        public <T> T match(
                Function<Done, T> done,
                Function<Retry, T> retry,
                Function<Deferred, T> deferred,
                Function<Dead, T> dead) {
            return deferred.apply(this);
        }
    }

    /** It can never be done. */
    record Dead(String cause) implements Outcome {
        @Override
        public <T> T match(
                Function<Done, T> done,
                Function<Retry, T> retry,
                Function<Deferred, T> deferred,
                Function<Dead, T> dead) {
            return dead.apply(this);
        }
    }

    <T> T match(
            Function<Done, T> done, Function<Retry, T> retry, Function<Deferred, T> deferred, Function<Dead, T> dead);

    static Outcome done() {
        return new Done();
    }

    static Outcome retry(String cause) {
        return new Retry(cause, Duration.ZERO);
    }

    static Outcome deferred(String cause, Instant until) {
        return new Deferred(cause, until);
    }

    static Outcome dead(String cause) {
        return new Dead(cause);
    }
}
