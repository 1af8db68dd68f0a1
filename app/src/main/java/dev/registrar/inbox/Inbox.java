package dev.registrar.inbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The durable inbox. Every method throws {@link StoreUnavailable} when the database does not do its part.
 *
 * <p>A subject is held by at most one claim at a time. A claim ends by {@link #finish}, or when its lease runs out
 * without a renewal; then another may take the subject, and the late one can neither renew nor finish.
 */
public interface Inbox {
    /**
     * Stores a delivery; it is on disk when this returns. Callers that wait together share a transaction. A guid that is
     * still open becomes due (no second row), one that was given up is opened again, one that is done is a duplicate.
     */
    Receipt enqueue(NewDelivery delivery);

    /** Like {@link #enqueue} for each; when it fails, some of them may have been stored. */
    List<Receipt> enqueueAll(List<NewDelivery> deliveries);

    /** Takes the next piece of work that is due, and counts a try. */
    Optional<Claim> claim();

    /** Makes the lease last for the full time from now on. */
    Renewal renew(Claim claim);

    /** Ends a claim; false, and nothing changed, when its lease was lost before. */
    boolean finish(Claim claim, Outcome outcome);

    /** Which of these guids are stored, whatever became of them. */
    Set<String> known(Set<String> guids);

    /** What was given up, the oldest first. */
    List<DeadDelivery> dead();

    /** Makes a dead delivery due again, named by its guid or by its number. */
    ReplayResult replay(String guidOrSeq);

    Stats stats();

    /** Forgets closed deliveries that are old enough, and says how many. */
    int cleanUp(Retention retention);

    /** Is called, on any thread and quickly, whenever this process has stored work that is due now. */
    void onWork(Runnable wake);
}
