package dev.registrar.inbox;

/** What became of a delivery that was handed in. */
public enum Receipt {
    /** It will be worked on: it is new, or came again before it was done. */
    QUEUED,
    /** It was done before; nothing will happen. */
    DUPLICATE
}
