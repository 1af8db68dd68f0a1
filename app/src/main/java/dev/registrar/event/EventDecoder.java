package dev.registrar.event;

/** Payload to {@link Event}. */
public interface EventDecoder {
    /**
     * What of a payload is worth keeping: all that {@link #decode} reads of it, and little else. It decodes to the same
     * event. A later version reads what an earlier one kept, so what it wants besides may be missing for as long as
     * deliveries are kept.
     *
     * @param name the {@code X-GitHub-Event} header
     * @param body the payload, JSON in UTF-8
     * @throws MalformedPayload when it is not one JSON object and nothing else
     */
    byte[] excerpt(String name, byte[] body);

    /**
     * Reads a payload of whatever quality.
     *
     * @param name the {@code X-GitHub-Event} header
     * @param body the payload, or an excerpt of it
     * @return {@link Event.Ignored} for events and actions that nothing follows from, own comments and own check runs
     *     included (not own pull requests and pushes: a commit by {@code Fix} is judged like any other)
     * @throws MalformedPayload when it is not JSON, or lacks a part that GitHub always sends
     */
    Event decode(String name, byte[] body);

    /** A payload that is not of GitHub's shape. The message names the missing part, never its content. */
    final class MalformedPayload extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MalformedPayload(String message) {
            super(message);
        }
    }
}
