package dev.registrar.inbox;

import java.time.Instant;

/**
 * A stored delivery that is worked on.
 *
 * @param seq its number in this inbox, growing in the order of storing
 * @param tries how often it was taken up, this time included
 * @param receivedAt when it was stored, or for work planned ahead the time that it was planned for
 */
public record Delivery(
        long seq, String guid, Subject subject, String event, Payload body, int tries, Instant receivedAt) {}
