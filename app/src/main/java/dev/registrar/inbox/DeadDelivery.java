package dev.registrar.inbox;

import java.time.Instant;

/** A delivery that was given up, and why. */
public record DeadDelivery(
        long seq,
        String guid,
        Subject subject,
        String event,
        int tries,
        String cause,
        Instant receivedAt,
        Instant closedAt) {}
