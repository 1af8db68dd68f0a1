package dev.registrar.approval;

import dev.registrar.pull.Actor;

/** Somebody whose approval would be of their own work. */
public record Excluded(Actor person, Ground ground) {

    /** Their part in it (contract, section 7). */
    public enum Ground {
        WROTE_REQUEST("You wrote this request"),
        EDITED_REQUEST("You edited this request"),
        OPENED_PULL_REQUEST("You opened this pull request"),
        PUSHED("You pushed to this pull request"),
        COMMITTED("You are an author or committer of a commit in this pull request"),
        PRESSED_FIX("You pressed Fix on this pull request");

        private final String sentence;

        Ground(String sentence) {
            this.sentence = sentence;
        }

        /** To the person, without a full stop. */
        String sentence() {
            return sentence;
        }
    }
}
