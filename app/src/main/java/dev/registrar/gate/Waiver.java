package dev.registrar.gate;

import java.util.List;

/**
 * The word of enough approvers that a gate may pass for exactly this head commit.
 *
 * @param by their logins, the first one first
 * @param reason as the first of them typed it
 */
public record Waiver(List<String> by, String reason) {
    public Waiver {
        by = List.copyOf(by);
    }
}
