package dev.registrar.inbox;

/** The answer to a renewal of a lease. */
public enum Renewal {
    /** Still ours, from now on for the full time again. */
    HELD,
    /** Still ours, and more has arrived for the subject since it was claimed. */
    NEWER_WAITING,
    /** It ended and another took over: stop at once, and write nothing more. */
    LOST
}
