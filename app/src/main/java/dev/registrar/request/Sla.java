package dev.registrar.request;

import java.time.Duration;
import java.time.Instant;

/** How long a request may wait. A reminder that would come after the breach is left out. */
public record Sla(Duration remindAfter, Duration breachAfter) {
    private static final Duration IN_DAYS = Duration.ofDays(3);

    public enum Phase {
        IN_TIME,
        REMINDER_DUE,
        BREACHED
    }

    /**
     * How a request stands.
     *
     * @param left until the breach; negative after it
     */
    public record State(Phase phase, Duration left) {
        /** Such as {@code 23 hours left}, or {@code overdue by 2 hours}. */
        public String words() {
            return phase == Phase.BREACHED ? "overdue by " + amount(left.negated()) : amount(left) + " left";
        }
    }

    /**
     * The state at one moment.
     *
     * @param created when the issue was opened
     */
    public State at(Instant created, Instant now) {
        Duration left = Duration.between(now, breachAt(created));
        if (left.isZero() || left.isNegative()) {
            return new State(Phase.BREACHED, left);
        }
        return new State(now.isBefore(remindAt(created)) ? Phase.IN_TIME : Phase.REMINDER_DUE, left);
    }

    public Instant remindAt(Instant created) {
        return created.plus(remindAfter);
    }

    public Instant breachAt(Instant created) {
        return created.plus(breachAfter);
    }

    private static String amount(Duration time) {
        if (time.compareTo(IN_DAYS) >= 0) {
            return counted(time.toDays(), "day");
        }
        if (time.toHours() > 0) {
            return counted(time.toHours(), "hour");
        }
        return time.toMinutes() > 0 ? counted(time.toMinutes(), "minute") : "less than a minute";
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
