package dev.registrar.inbox;

/** The right to work on a subject has ended: whoever sees this writes nothing more. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(Subject subject) {
        super("the lease of " + subject.key() + " has ended");
    }
}
