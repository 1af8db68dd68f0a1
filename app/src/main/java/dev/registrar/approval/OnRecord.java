package dev.registrar.approval;

import java.util.List;

/**
 * An approval given earlier, for whatever content.
 *
 * @param seats its giver's membership in each configured team, asked again now
 */
public record OnRecord(Approval approval, List<Seat> seats) {
    public OnRecord {
        seats = List.copyOf(seats);
    }
}
