package dev.registrar.inventory;

/**
 * The rule of ECR's that made a repository.
 *
 * @param rule its prefix, or where it copies from
 */
public record Origin(Maker maker, String rule) {
    public enum Maker {
        PULL_THROUGH_CACHE("pull-through cache"),
        REPLICATION("replication"),
        CREATION_TEMPLATE("creation template");

        private final String words;

        Maker(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Whether the rule alone explains the repository. Caches and copies follow by themselves from what was decided elsewhere;
     * a template only gives its form to what somebody pushed, and a rule for every name explains nothing.
     */
    boolean explains() {
        return maker != Maker.CREATION_TEMPLATE && !rule.equals(Rules.ROOT);
    }

    public String words() {
        return maker.words() + (maker == Maker.REPLICATION ? " from " : " ") + rule;
    }
}
