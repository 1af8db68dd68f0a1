package dev.registrar.sandbox.story;

/** A step of the story did not come true; the message says what was expected and what was there. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message);
    }
}
