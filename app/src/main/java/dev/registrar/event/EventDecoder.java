package dev.registrar.event;

/** Payload to {@link Event}. */
public interface EventDecoder {
    /**
     * Reads a payload of whatever quality.
     *
     * @param name the {@code X-GitHub-Event} header
     * @param body the payload, JSON in UTF-8
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
