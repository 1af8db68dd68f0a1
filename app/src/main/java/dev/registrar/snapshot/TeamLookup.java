package dev.registrar.snapshot;

import java.util.Optional;

/** Answers about teams; empty where it cannot be known. */
public interface TeamLookup {
    /** Knows nothing. */
    TeamLookup NOTHING = new TeamLookup() {
        @Override
        public Optional<Boolean> exists(String team) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> member(String team, String login) {
            return Optional.empty();
        }
    };

    Optional<Boolean> exists(String team);

    /** Whether the person is an active member, child teams counting. */
    Optional<Boolean> member(String team, String login);
}
