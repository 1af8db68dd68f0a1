package dev.registrar.approval;

import java.util.List;

/**
 * How a matter stands.
 *
 * @param holding the approvals that count, one for each person, oldest first
 * @param lapsed the others
 */
public record Tally(List<Approval> holding, List<Lapse> lapsed, int required) {
    public Tally {
        holding = List.copyOf(holding);
        lapsed = List.copyOf(lapsed);
    }

    public boolean enough() {
        return missing() == 0;
    }

    public int missing() {
        return Math.max(0, required - holding.size());
    }

    /** An approval that no longer counts. */
    public record Lapse(Approval approval, Cause cause) {}

    public enum Cause {
        CONTENT_CHANGED("what was approved has changed since"),
        NO_LONGER_APPROVER("they are no longer a member of a team that may approve"),
        HAS_A_PART_IN_IT("they have had a part in it since");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** For the end of a sentence. */
        public String words() {
            return words;
        }
    }
}
