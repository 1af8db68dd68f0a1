package dev.registrar.terraform;

/** What evaluating may cost, over all roots of a repository together. */
final class Budget {
    /** A thousand registries through two levels of modules take a tenth of it. */
    private static final int STEPS = 3_000_000;

    /** Terraform itself gets slow long before. */
    static final int INSTANCES = 20_000;

    private static final int DEPTH = 300;

    private int steps;
    private int depth;

    /** Handling so many values at once. */
    void charge(int values) {
        steps += values;
        if (steps > STEPS) {
            throw new Exceeded();
        }
    }

    void enter() {
        charge(1);
        if (++depth > DEPTH) {
            throw new Exceeded();
        }
    }

    void leave() {
        depth--;
    }

    /** Told as a problem of the root that it happened in. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("too large to evaluate", null, false, false);
        }
    }
}
