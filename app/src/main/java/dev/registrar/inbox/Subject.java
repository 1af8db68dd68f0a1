package dev.registrar.inbox;

/**
 * What a delivery is about. Deliveries of one subject are worked on one at a time.
 *
 * @param key {@code repoId#number} for a pull request or an issue, {@code repoId@ref} for writes to a branch,
 *     {@code timer:…} for work by the clock
 * @param lane whose share of the workers the work uses up: the repository's id
 */
public record Subject(String key, String lane) {
    public Subject {
        if (key.isBlank() || lane.isBlank()) {
            throw new IllegalArgumentException("a subject needs a key and a lane");
        }
    }
}
