package dev.registrar.inbox;

/** What became of a delivery that was handed in. */
public enum Receipt {
    /** It will be worked on: it is new, or had been given up. */
    QUEUED,
    /** It is known: done, or on its way to be, and then due at once. */
    DUPLICATE
}
