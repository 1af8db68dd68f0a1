package dev.registrar.inbox;

/**
 * The right to work on a subject for a while. The workers renew it in the background; a handler asks {@link #check}
 * before something that must not be done twice and is not covered by the ledger of effects.
 */
public final class Lease {
    private final Inbox inbox;
    private final Claim claim;
    private volatile boolean lost;
    private volatile boolean newerWaiting;

    public Lease(Inbox inbox, Claim claim) {
        this.inbox = inbox;
        this.claim = claim;
    }

    public Subject subject() {
        return claim.delivery().subject();
    }

    public String token() {
        return claim.token();
    }

    /** Renews, and throws {@link LeaseLost} if another has taken over. */
    public void check() {
        if (!renew()) {
            throw new LeaseLost(subject());
        }
    }

    /** What is known without asking the database. */
    public boolean lost() {
        return lost;
    }

    /** More has arrived for the subject, as far as known: a judgement of its state may stop early and leave it to that. */
    public boolean newerWaiting() {
        return newerWaiting;
    }

    boolean renew() {
        if (lost) {
            return false;
        }
        switch (inbox.renew(claim)) {
            case HELD -> {}
            case NEWER_WAITING -> newerWaiting = true;
            case LOST -> lost = true;
        }
        return !lost;
    }

    void lose() {
        lost = true;
    }

    Claim claim() {
        return claim;
    }
}
