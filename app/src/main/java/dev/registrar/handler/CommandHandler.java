package dev.registrar.handler;

import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Approvers;
import dev.registrar.command.Command;
import dev.registrar.command.Commands;
import dev.registrar.command.Help;
import dev.registrar.command.Place;
import dev.registrar.command.Verb;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Comments.Reaction;
import dev.registrar.pull.Issue;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody wrote slash commands: answer with a reaction, and with a comment where there is something to say. */
final class CommandHandler {
    private static final String RECHECK = "recheck";

    /** About a conversation: the comments whose commands were carried out or refused, by their ids. */
    private static final String ANSWERED = "answered";

    // Each costs calls to GitHub; who writes more of them at once does not mean them.
    static final int MOST = 5;
    private static final Duration BETWEEN_RECHECKS = Duration.ofMinutes(1); // contract, section 7

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final PullRequestHandler pullRequests;
    private final PullRequestCommands onPullRequests;
    private final RequestCommands onRequests;
    private final StatusCommands statuses;
    private final CommentKeeper comments;
    private final ApprovalBook book;
    private final Clock clock;

    CommandHandler(
            GitHubPorts github,
            Ledgers ledgers,
            PullRequestHandler pullRequests,
            RequestHandler requests,
            Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.pullRequests = pullRequests;
        this.onPullRequests = new PullRequestCommands(github, ledgers, pullRequests, clock);
        RequestReader reader = new RequestReader(github, clock);
        this.onRequests = new RequestCommands(github, ledgers, requests, reader);
        this.statuses = new StatusCommands(github, ledgers, clock);
        this.comments = new CommentKeeper(github, ledgers);
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.clock = clock;
    }

    /** What came of a command, and what there is to say about it. */
    record Answer(boolean carriedOut, Optional<String> text) {
        static Answer done() {
            return new Answer(true, Optional.empty());
        }

        static Answer done(String text) {
            return new Answer(true, Optional.of(text));
        }

        static Answer refused(String text) {
            return new Answer(false, Optional.of(text));
        }
    }

    /** A command at work: the comment, what governs the place, and the delivery's lease. */
    record Said(Event.CommentCreated event, Configuration configuration, Place place, Delivery delivery, Lease lease) {
        Repository repository() {
            return event.repository();
        }

        int number() {
            return event.number();
        }

        String subject() {
            return Subjects.conversation(repository(), number()).key();
        }
    }

    void commented(Event.CommentCreated event, Delivery delivery, Lease lease) {
        List<Command> commands =
                Commands.in(event.comment().body()).stream().limit(MOST).toList();
        if (commands.isEmpty() || answered(event)) {
            return;
        }
        ConfigurationRead read = governance.of(event.repository());
        if (read instanceof ConfigurationRead.Absent || Governance.unnamed(read)) {
            return;
        }
        github.comments().react(event.repository(), event.comment().id(), Reaction.EYES);
        List<Answer> answers = read.match(
                List.of(),
                broken -> List.of(Answer.refused(Unusable.sentence(broken) + " Once that is repaired, comment again.")),
                valid -> carryOut(commands, event, valid.configuration(), delivery, lease));
        answer(event, answers, lease);
    }

    private List<Answer> carryOut(
            List<Command> commands,
            Event.CommentCreated event,
            Configuration configuration,
            Delivery delivery,
            Lease lease) {
        Said said = new Said(event, configuration, place(event, configuration), delivery, lease);
        return commands.stream().map(command -> carryOut(command, said)).toList();
    }

    private void answer(Event.CommentCreated event, List<Answer> answers, Lease lease) {
        boolean allDone = answers.stream().allMatch(Answer::carriedOut);
        String text = String.join(
                "\n\n",
                answers.stream()
                        .flatMap(answer -> answer.text().stream())
                        .distinct()
                        .toList());
        if (!text.isEmpty()) {
            comments.once(
                    event.repository(),
                    event.number(),
                    "answer",
                    event.comment().id(),
                    text,
                    lease);
        }
        github.comments()
                .react(event.repository(), event.comment().id(), allDone ? Reaction.ROCKET : Reaction.CONFUSED);
        ledgers.facts()
                .add(
                        ANSWERED,
                        Subjects.conversation(event.repository(), event.number())
                                .key(),
                        String.valueOf(event.comment().id()),
                        String.valueOf(allDone));
    }

    /** The same comment may come in another delivery, too. */
    private boolean answered(Event.CommentCreated event) {
        String conversation =
                Subjects.conversation(event.repository(), event.number()).key();
        return ledgers.facts()
                .get(ANSWERED, conversation, String.valueOf(event.comment().id()))
                .isPresent();
    }

    private static Place place(Event.CommentCreated event, Configuration configuration) {
        boolean catalog = configuration.role() == Configuration.Role.CATALOG;
        if (event.onPullRequest()) {
            return catalog ? Place.CATALOG_PULL_REQUEST : Place.INFRA_PULL_REQUEST;
        }
        if (!catalog) {
            return Place.INFRA_ISSUE;
        }
        return event.labels().contains(configuration.requests().label()) ? Place.REQUEST : Place.CATALOG_ISSUE;
    }

    private Answer carryOut(Command command, Said said) {
        if (command instanceof Command.Misspelt misspelt) {
            return Answer.refused("Did you mean `" + misspelt.suggestion().word()
                    + "`? If so, write it in a new comment; edits do not count.");
        }
        Verb verb = Verb.of(command);
        if (!verb.worksAt(said.place())) {
            return Answer.refused(verb.refusalAt(said.place()));
        }
        if (command instanceof Command.Incomplete incomplete) {
            return Answer.refused(incomplete.sentence());
        }
        if (command instanceof Command.Help) {
            return help(said);
        }
        if (command instanceof Command.Recheck) {
            return recheck(said);
        }
        if (command instanceof Command.Deprecate deprecate) {
            return statuses.deprecate(said, deprecate.name(), deprecate.reason());
        }
        if (command instanceof Command.Decommission decommission) {
            return statuses.decommission(said, decommission.name());
        }
        return said.place() == Place.REQUEST ? onRequest(command, said) : onPullRequest(command, said);
    }

    private Answer onRequest(Command command, Said said) {
        if (command instanceof Command.Approve approve) {
            return onRequests.approve(said, approve.note());
        }
        if (command instanceof Command.Reject reject) {
            return onRequests.reject(said, reject.reason());
        }
        return onRequests.why(said);
    }

    private Answer onPullRequest(Command command, Said said) {
        return onPullRequests
                .carryOut(command, said.event(), said.delivery().receivedAt(), said.lease())
                .map(reply ->
                        new Answer(reply.carriedOut(), Optional.of(reply.text()).filter(text -> !text.isEmpty())))
                .orElseGet(() -> Answer.refused(Verb.of(command).refusalAt(said.place())));
    }

    private Answer recheck(Said said) {
        boolean request = said.place() == Place.REQUEST;
        if (tooSoon(said)) {
            return Answer.refused("It was judged less than a minute ago; try again in a moment.");
        }
        if (request) {
            return onRequests.recheck(said);
        }
        pullRequests.again(
                said.repository(), said.number(), Optional.of(said.delivery().guid()), said.lease());
        return Answer.done();
    }

    /** One recheck of a place a minute; a retry of the same comment is still the same recheck. */
    private boolean tooSoon(Said said) {
        String comment = String.valueOf(said.event().comment().id());
        Instant now = clock.instant();
        boolean another = ledgers.facts()
                .get(RECHECK, said.subject(), "last")
                .filter(last -> !last.json().equals(comment))
                .filter(last -> last.at().plus(BETWEEN_RECHECKS).isAfter(now))
                .isPresent();
        if (!another) {
            ledgers.facts().put(RECHECK, said.subject(), "last", comment);
        }
        return another;
    }

    private Answer help(Said said) {
        Comment comment = said.event().comment();
        List<ApproverTeam> teams =
                book.teams(said.repository(), governance.inForce(said.repository(), said.configuration()));
        boolean approver = Approvers.has(book.seats(said.repository(), teams, comment.author()));
        boolean involved = wrote(said)
                || Stream.concat(
                                People.EDITORS
                                        .of(ledgers.facts(), Subjects.conversation(said.repository(), said.number()))
                                        .stream(),
                                People.PUSHERS
                                        .of(ledgers.facts(), Subjects.conversation(said.repository(), said.number()))
                                        .stream())
                        .anyMatch(comment.author()::samePerson);
        boolean owner = !approver && Verb.DEPRECATE.worksAt(said.place()) && statuses.ownsAny(said);
        return Answer.done(Help.table(said.place(), new Help.Rights(approver, involved, owner, true)));
    }

    private boolean wrote(Said said) {
        Optional<Actor> author = said.event().onPullRequest()
                ? github.pullRequests().get(said.repository(), said.number()).map(PullRequest::author)
                : github.issues().get(said.repository(), said.number()).map(Issue::author);
        return author.filter(said.event().comment().author()::samePerson).isPresent();
    }
}
