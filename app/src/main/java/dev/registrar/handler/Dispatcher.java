package dev.registrar.handler;

import dev.registrar.event.Event;
import dev.registrar.event.EventDecoder;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.DeliveryHandler;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.Outcome;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Survey;
import dev.registrar.report.Links;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Hands each delivery to the class that handles its event, and says once what follows from trouble on the way. What a
 * delivery is about goes into the log's context and stays there for the lines about its end; the workers empty it.
 */
public final class Dispatcher implements DeliveryHandler {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** The tries before this one take about ten seconds. */
    private static final int TRIES_IN_A_MOMENT = 3;

    /** The tries up to this one take about three minutes. */
    private static final int TRIES_IN_SILENCE = 5;

    private final EventDecoder decoder;
    private final Clock clock;
    private final PullRequestHandler pullRequests;
    private final RerunHandler reruns;
    private final FixHandler fixes;
    private final MergeGroupHandler queue;
    private final StalenessHandler staleness;
    private final RequestHandler requests;
    private final CommandHandler commands;
    private final CommitHandler commits;
    private final StatusHandler statuses;
    private final Proposals proposals;
    private final Optional<Onboarding> onboarding;
    private final SyncHandler sync;
    private final GivenUp givenUp;

    public Dispatcher(GitHubPorts github, Ledgers ledgers, EventDecoder decoder, Links links, Clock clock) {
        this(github, ledgers, decoder, links, clock, Optional.empty());
    }

    /** @param survey where repositories that are not configured are offered a configuration */
    public Dispatcher(
            GitHubPorts github,
            Ledgers ledgers,
            EventDecoder decoder,
            Links links,
            Clock clock,
            Optional<Survey> survey) {
        this.decoder = decoder;
        this.clock = clock;
        this.pullRequests = new PullRequestHandler(github, ledgers, links, clock);
        this.queue = new MergeGroupHandler(github, ledgers, links, clock);
        this.reruns = new RerunHandler(github, pullRequests, queue);
        this.fixes = new FixHandler(github, ledgers, clock);
        this.staleness = new StalenessHandler(github, ledgers, clock);
        this.requests = new RequestHandler(github, ledgers, links, clock);
        this.commands = new CommandHandler(github, ledgers, pullRequests, requests, clock);
        this.commits = new CommitHandler(github, ledgers, requests, clock);
        this.statuses = new StatusHandler(github, ledgers, links, clock);
        this.proposals = new Proposals(github, ledgers);
        this.onboarding = survey.map(around -> new Onboarding(github, around, ledgers));
        this.sync = new SyncHandler(github, ledgers, clock);
        this.givenUp = new GivenUp(github, ledgers);
    }

    @Override
    public Outcome handle(Delivery delivery, Lease lease) {
        try {
            work(delivery, lease);
            return Outcome.done();
        } catch (NotYet wait) {
            return Outcome.deferred(message(wait), clock.instant().plus(wait.delay()));
        } catch (RemoteTrouble.QuotaSpent quota) {
            return Outcome.deferred(message(quota), quota.until());
        } catch (RemoteTrouble.Unavailable trouble) {
            sayUndecided(delivery, lease, message(trouble));
            return Outcome.retry(message(trouble));
        } catch (RemoteTrouble.AccessLost gone) {
            sayRefused(delivery, lease, message(gone));
            log.info("Ended: {}. What the App cannot reach it does not judge", gone.getMessage());
            return Outcome.done();
        } catch (EventDecoder.MalformedPayload malformed) {
            return Outcome.dead(message(malformed));
        }
    }

    @Override
    public void givenUp(Delivery delivery) {
        if (Work.isOurs(delivery.event())) {
            givenUp.plan(Work.read(delivery.event(), delivery.body().bytes()), delivery);
            return;
        }
        try {
            givenUp.plan(decoder.decode(delivery.event(), delivery.body().bytes()), delivery);
        } catch (EventDecoder.MalformedPayload nobody) {
            log.debug("nobody is known to wait for it", nobody);
        }
    }

    /**
     * A pull request that waits longer than a moment for its verdict shows so, and after minutes it fails with the cause; when
     * a later try succeeds, that is replaced.
     */
    private void sayUndecided(Delivery delivery, Lease lease, String cause) {
        if (delivery.tries() < TRIES_IN_A_MOMENT) {
            return;
        }
        boolean inSilence = delivery.tries() < TRIES_IN_SILENCE;
        say(delivery, (repository, number) -> pullRequests.undecided(repository, number, cause, inSilence, lease));
    }

    /** Where GitHub keeps back but a part, such as for want of a permission, people have to know why there is no verdict. */
    private void sayRefused(Delivery delivery, Lease lease, String cause) {
        say(delivery, (repository, number) -> pullRequests.refused(repository, number, cause, lease));
    }

    private void say(Delivery delivery, BiConsumer<Repository, Integer> saying) {
        try {
            if (Work.isOurs(delivery.event())) {
                Work work = Work.read(delivery.event(), delivery.body().bytes());
                if (work.kind() == Work.Kind.JUDGE) {
                    saying.accept(work.repository(), work.number());
                }
            } else if (decoder.decode(delivery.event(), delivery.body().bytes())
                    instanceof Event.PullRequestChanged change) {
                saying.accept(change.repository(), change.number());
            }
        } catch (RemoteTrouble | NotYet again) {
            log.info("That there is no verdict yet cannot be shown either: {}", again.getMessage());
        }
    }

    private void work(Delivery delivery, Lease lease) {
        if (Work.isOurs(delivery.event())) {
            Work work = Work.read(delivery.event(), delivery.body().bytes());
            MDC.put("repository", work.repository().name().fullName());
            MDC.put("number", String.valueOf(work.number()));
            own(work, delivery.guid(), lease);
            return;
        }
        Event event = decoder.decode(delivery.event(), delivery.body().bytes());
        if (event instanceof Event.Reached reached) {
            onboarding.ifPresent(offer -> offer.reached(reached, lease));
        }
        if (event instanceof Event.InRepository inRepository) {
            MDC.put("repository", inRepository.repository().name().fullName());
            head(inRepository).ifPresent(head -> MDC.put("head", head.value()));
            told(inRepository, delivery, lease);
        }
    }

    private static Optional<HeadSha> head(Event.InRepository event) {
        if (event instanceof Event.PullRequestChanged change) {
            return Optional.of(change.head());
        }
        if (event instanceof Event.RerunRequested rerun) {
            return Optional.of(rerun.head());
        }
        if (event instanceof Event.ActionRequested action) {
            return Optional.of(action.head());
        }
        if (event instanceof Event.MergeGroupRequested group) {
            return Optional.of(group.head());
        }
        return event instanceof Event.Pushed push ? Optional.of(push.after()) : Optional.empty();
    }

    private void told(Event.InRepository event, Delivery delivery, Lease lease) {
        if (event instanceof Event.PullRequestChanged change) {
            MDC.put("number", String.valueOf(change.number()));
            pullRequests.changed(change, lease);
            proposals.changed(change.repository(), change.number(), delivery.guid());
        }
        if (event instanceof Event.ReviewChanged review) {
            MDC.put("number", String.valueOf(review.number()));
            pullRequests.reviewed(review, lease);
        }
        if (event instanceof Event.RerunRequested rerun) {
            reruns.requested(rerun, delivery.guid(), lease);
        }
        if (event instanceof Event.ActionRequested action) {
            fixes.pressed(action, lease);
        }
        if (event instanceof Event.MergeGroupRequested group) {
            queue.requested(group, lease);
        }
        if (event instanceof Event.Pushed push) {
            staleness.pushed(push);
        }
        if (event instanceof Event.IssueChanged change) {
            MDC.put("number", String.valueOf(change.number()));
            requests.changed(change, lease);
        }
        if (event instanceof Event.CommentCreated comment) {
            MDC.put("number", String.valueOf(comment.number()));
            commands.commented(comment, delivery, lease);
        }
    }

    private void own(Work work, String guid, Lease lease) {
        switch (work.kind()) {
            case COMMIT_REQUEST -> commits.commit(work, lease);
            case SETTLE_REQUEST -> requests.settle(work, lease);
            case SHOW_REQUEST -> requests.show(work.repository(), work.number(), lease);
            case COMMIT_STATUS -> statuses.commit(work, lease);
            case SETTLE_STATUS -> statuses.settle(work, lease);
            case SYNC -> sync.read(work, lease);
            case COMMIT_SYNC -> sync.commit(work, lease);
            case SAY_GIVEN_UP -> givenUp.tell(work, lease);
            case JUDGE -> {
                pullRequests.again(work.repository(), work.number(), Optional.empty(), lease);
                proposals.changed(work.repository(), work.number(), guid);
            }
        }
    }

    private static String message(RuntimeException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
