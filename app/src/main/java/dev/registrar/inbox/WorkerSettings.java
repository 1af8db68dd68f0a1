package dev.registrar.inbox;

import java.time.Duration;

/**
 * How the work is done.
 *
 * @param threads deliveries worked on at once
 * @param maxTries a delivery that failed this often is given up
 * @param poll how often to look for work that this process did not store itself: other replicas', retries, timers
 * @param firstDelay before the second try; each further delay is four times the one before
 * @param longestDelay the most that the delay grows to
 * @param renewEvery how often leases in hand are renewed: a third of a lease, so that one failure does no harm
 * @param longest work that takes longer is interrupted and its lease no longer renewed
 * @param grace what {@link Workers#close} allows for the work in hand
 */
public record WorkerSettings(
        int threads,
        int maxTries,
        Duration poll,
        Duration firstDelay,
        Duration longestDelay,
        Duration renewEvery,
        Duration longest,
        Duration grace) {
    public WorkerSettings {
        if (threads < 1 || maxTries < 1) {
            throw new IllegalArgumentException("at least one thread and one try");
        }
    }

    /** Eight tries over about two hours. */
    public static WorkerSettings of(int threads) {
        return new WorkerSettings(
                threads,
                8,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofSeconds(25));
    }
}
