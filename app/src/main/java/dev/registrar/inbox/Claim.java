package dev.registrar.inbox;

/**
 * A delivery taken for work.
 *
 * @param token made for this claim alone; whoever holds the subject's token holds the subject
 * @param generation counts what has arrived for the subject, to see whether more came since
 */
public record Claim(Delivery delivery, String token, long generation) {}
