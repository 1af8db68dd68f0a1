package dev.registrar.command;

/**
 * What a line of a comment asks for. Notes, reasons and names are as they were typed, on one line and without surrounding
 * white space; they are hostile text until escaped.
 */
public sealed interface Command {

    /**
     * Approves what is shown.
     *
     * @param note empty when there is none
     */
    record Approve(String note) implements Command {}

    record Reject(String reason) implements Command {}

    /**
     * Marks a registry as deprecated.
     *
     * @param reason empty when there is none
     */
    record Deprecate(String name, String reason) implements Command {}

    record Decommission(String name) implements Command {}

    /**
     * Lets a gate pass.
     *
     * @param gate a gate's name without {@code registrar/}; not checked to be one
     */
    record WaiveGate(String gate, String reason) implements Command {}

    record Why() implements Command {}

    record Recheck() implements Command {}

    record Help() implements Command {}

    /** A word that is no command, but nearly one. */
    record Misspelt(String word, Verb suggestion) implements Command {}

    /** A command without something that it needs. */
    record Incomplete(Verb verb, Missing missing) implements Command {
        /** The answer to give. */
        public String sentence() {
            return "`" + verb.word() + "` needs " + missing.words() + ": `" + verb.usage() + "`.";
        }
    }

    /** What an incomplete command lacks. */
    enum Missing {
        NAME("the name of a registry"),
        GATE("the name of a gate and a reason"),
        REASON("a reason");

        private final String words;

        Missing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
