package dev.registrar.approval;

import java.util.List;
import java.util.function.Function;

/** What came of an attempt to approve. */
public sealed interface Decision {
    <T> T match(Function<Granted, T> granted, Function<Enough, T> enough, Function<Refused, T> refused);

    /**
     * It counts, and more are needed.
     *
     * @param approval the one on record where the person had approved before
     * @param again whether the person had
     */
    record Granted(Approval approval, boolean again, int have, int required) implements Decision {
        /** For the person. */
        public String sentence() {
            int more = required - have;
            String rest = "it takes " + more + " more " + (more == 1 ? "person." : "people.");
            return again
                    ? "You have approved this already; " + rest
                    : "Approved by " + have + " of " + required + "; " + rest;
        }

        @Override
        public <T> T match(Function<Granted, T> granted, Function<Enough, T> enough, Function<Refused, T> refused) {
            return granted.apply(this);
        }
    }

    /**
     * It may happen now.
     *
     * @param approvals all that hold, this one among them, oldest first
     */
    record Enough(List<Approval> approvals) implements Decision {
        public Enough {
            approvals = List.copyOf(approvals);
        }

        @Override
        public <T> T match(Function<Granted, T> granted, Function<Enough, T> enough, Function<Refused, T> refused) {
            return enough.apply(this);
        }
    }

    /**
     * It does not count.
     *
     * @param reason one sentence for the person
     * @param next what to do, or who could; one sentence
     */
    record Refused(Why why, String reason, String next) implements Decision {
        /** Both sentences. */
        public String sentence() {
            return reason + " " + next;
        }

        @Override
        public <T> T match(Function<Granted, T> granted, Function<Enough, T> enough, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    enum Why {
        NOT_A_PERSON,
        CLOSED,
        NO_TEAMS,
        PENDING_MEMBER,
        TEAM_CHANGED,
        NOT_AN_APPROVER,
        HAS_A_PART_IN_IT,
        BLOCKED,
        NOT_PUBLISHED,
        CHANGED
    }
}
