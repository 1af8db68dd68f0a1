package dev.registrar.inbox;

/** What became of the wish to work on a dead delivery again. */
public enum ReplayResult {
    /** It is due now, with all its tries before it. */
    QUEUED,
    /** It is not dead but still open, and will be worked on anyway. */
    STILL_OPEN,
    /** It is done; working on it again would do things twice. */
    FINISHED,
    UNKNOWN
}
