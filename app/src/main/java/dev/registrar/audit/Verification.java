package dev.registrar.audit;

import java.util.function.Function;

/** Whether the chain holds. */
public sealed interface Verification {
    /** Every record fits the one before it. */
    record Intact(long records, String lastHash) implements Verification {
        @Override
        public <T> T match(Function<Intact, T> intact, Function<Broken, T> broken) {
            return intact.apply(this);
        }
    }

    /**
     * The chain breaks.
     *
     * @param seq the first record that does not fit, or is missing
     */
    record Broken(long seq, String reason) implements Verification {
        @Override
        public <T> T match(Function<Intact, T> intact, Function<Broken, T> broken) {
            return broken.apply(this);
        }
    }

    <T> T match(Function<Intact, T> intact, Function<Broken, T> broken);
}
