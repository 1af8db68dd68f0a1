package dev.registrar.effect;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an effect stands when it is about to be made. */
public sealed interface Standing {
    /** Nobody has begun it, or nobody but this claim: make it. */
    record Fresh() implements Standing {
        @Override
        public <T> T match(Function<Fresh, T> fresh, Function<Unsure, T> unsure, Function<Done, T> done) {
            return fresh.apply(this);
        }
    }

    /**
     * An earlier try began it and did not say how that ended. Wait until {@code age} is longer than a call may take (put
     * the delivery off), then look: adopt what is there with {@link Effects#done}, or make it after
     * {@link Effects#intendAgain}.
     *
     * @param at when it was begun
     * @param age how long ago that was, by the same clock
     * @param remote what was known of it on the outside, such as the candidate commit
     */
    record Unsure(
            Instant at,
            Duration age,
            String digest,
            @Nullable String remote) implements Standing {
        @Override
        public <T> T match(Function<Fresh, T> fresh, Function<Unsure, T> unsure, Function<Done, T> done) {
            return unsure.apply(this);
        }
    }

    /**
     * It is there. With the digest that is wanted there is nothing to do; with another one, what is there is updated in
     * place (which can be repeated) and recorded with {@link Effects#done}.
     *
     * @param remote its id on the outside
     */
    record Done(String digest, String remote) implements Standing {
        @Override
        public <T> T match(Function<Fresh, T> fresh, Function<Unsure, T> unsure, Function<Done, T> done) {
            return done.apply(this);
        }
    }

    <T> T match(Function<Fresh, T> fresh, Function<Unsure, T> unsure, Function<Done, T> done);
}
