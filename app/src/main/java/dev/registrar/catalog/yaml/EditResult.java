package dev.registrar.catalog.yaml;

import java.util.function.Function;

/** What came of an edit. */
public sealed interface EditResult {
    <T> T match(Function<Edited, T> edited, Function<Refused, T> refused);

    /** @param text the whole new text */
    record Edited(String text) implements EditResult {
        @Override
        public <T> T match(Function<Edited, T> edited, Function<Refused, T> refused) {
            return edited.apply(this);
        }
    }

    /** @param reason a sentence without its full stop, for people */
    record Refused(String reason) implements EditResult {
        @Override
        public <T> T match(Function<Edited, T> edited, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
