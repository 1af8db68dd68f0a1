package dev.registrar.handler;

import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Approvers;
import dev.registrar.approval.Attempt;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Seat;
import dev.registrar.approval.Tally;
import dev.registrar.command.Command;
import dev.registrar.command.Commands;
import dev.registrar.command.Help;
import dev.registrar.command.Place;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.effect.EffectKey;
import dev.registrar.event.Event;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Comments.Reaction;
import dev.registrar.pull.Issues;
import dev.registrar.pull.Repository;
import dev.registrar.report.RequestComment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody wrote slash commands: answer with a reaction, and with a comment where there is something to say. */
final class CommandHandler {
    private static final String RECHECK = "recheck";
    private static final Duration BETWEEN_RECHECKS = Duration.ofMinutes(1); // contract, section 7

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final PullRequestHandler pullRequests;
    private final RequestHandler requests;
    private final RequestReader reader;
    private final ApprovalBook book;
    private final CommentKeeper comments;
    private final Clock clock;

    CommandHandler(
            GitHubPorts github,
            Ledgers ledgers,
            PullRequestHandler pullRequests,
            RequestHandler requests,
            Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github.contents());
        this.pullRequests = pullRequests;
        this.requests = requests;
        this.reader = new RequestReader(github, clock);
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.comments = new CommentKeeper(github, ledgers);
        this.clock = clock;
    }

    /** What came of a command, and what there is to say about it. */
    private record Answer(boolean carriedOut, Optional<String> text) {
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
    private record Said(Event.CommentCreated event, Configuration configuration, Place place, Lease lease) {
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

    void commented(Event.CommentCreated event, String guid, Lease lease) {
        List<Command> commands = Commands.in(event.comment().body());
        if (commands.isEmpty() || !(governance.of(event.repository()) instanceof ConfigurationRead.Valid valid)) {
            return;
        }
        github.comments().react(event.repository(), event.comment().id(), Reaction.EYES);
        Said said = new Said(event, valid.configuration(), place(event, valid.configuration()), lease);
        List<Answer> answers =
                commands.stream().map(command -> carryOut(command, said, guid)).toList();
        boolean allDone = answers.stream().allMatch(Answer::carriedOut);
        String text = String.join(
                "\n\n",
                answers.stream().flatMap(answer -> answer.text().stream()).toList());
        if (!text.isEmpty()) {
            answer(said, text);
        }
        github.comments()
                .react(event.repository(), event.comment().id(), allDone ? Reaction.ROCKET : Reaction.CONFUSED);
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

    private void answer(Said said, String text) {
        String marker = "<!-- registrar:answer " + said.event().comment().id() + " -->";
        new OneEffect(ledgers.effects(), said.lease())
                .once(
                        EffectKey.of(
                                "answer",
                                said.repository().id(),
                                said.event().comment().id()),
                        () -> github.comments().own(said.repository(), said.number()).stream()
                                .filter(comment -> comment.body().startsWith(marker))
                                .map(comment -> String.valueOf(comment.id()))
                                .findFirst(),
                        () -> String.valueOf(github.comments()
                                .create(said.repository(), said.number(), marker + "\n" + text)
                                .id()));
    }

    private Answer carryOut(Command command, Said said, String guid) {
        if (command instanceof Command.Help) {
            return help(said);
        }
        if (command instanceof Command.Misspelt misspelt) {
            return Answer.refused("Did you mean `" + misspelt.suggestion().word() + "`?");
        }
        if (command instanceof Command.Incomplete incomplete) {
            return Answer.refused(incomplete.sentence());
        }
        if (command instanceof Command.Recheck) {
            return recheck(said, guid);
        }
        if (said.place() == Place.REQUEST && command instanceof Command.Approve approve) {
            return approve(said, approve.note());
        }
        if (said.place() == Place.REQUEST && command instanceof Command.Reject reject) {
            return reject(said, reject.reason());
        }
        return Answer.refused(
                "That command has no effect in " + said.place().words() + ". `/registry-help` lists those that do.");
    }

    private Answer approve(Said said, String note) {
        Optional<Standing> read = reader.read(said.repository(), said.number());
        if (read.isEmpty()) {
            return Answer.refused("This is no registry request any more.");
        }
        Standing standing = read.get();
        Matter matter = requests.matter(standing);
        List<OnRecord> onRecord = requests.onRecord(standing);
        Comment comment = said.event().comment();
        boolean counted = onRecord.stream().anyMatch(record -> record.approval().commentId() == comment.id());
        if (counted) { // an earlier try of this very delivery got this far
            return approved(said, matter, ApprovalRules.tally(matter, onRecord));
        }
        List<ApproverTeam> teams = requests.teams(standing);
        Attempt attempt = new Attempt(
                comment.author(),
                book.seats(said.repository(), teams, comment.author()),
                comment.id(),
                comment.createdAt(),
                said.event().issueBody().equals(standing.issue().body()),
                note);
        return ApprovalRules.decide(matter, attempt, onRecord)
                .match(
                        granted -> {
                            book.record(said.subject(), granted.approval());
                            return approved(said, matter, requests.tally(standing, matter));
                        },
                        enough -> {
                            enough.approvals().forEach(approval -> book.record(said.subject(), approval));
                            return approved(said, matter, requests.tally(standing, matter));
                        },
                        refused -> Answer.refused(refused.sentence()));
    }

    private Answer approved(Said said, Matter matter, Tally tally) {
        if (tally.enough() && matter.open()) {
            commit(said, matter.digest());
        }
        requests.show(said.repository(), said.number(), said.lease());
        return Answer.done();
    }

    /** Named after what is approved and by which comment it was last asked for, so that a retry asks for it once. */
    private void commit(Said said, String digest) {
        Work work = new Work(
                Work.Kind.COMMIT_REQUEST,
                said.repository(),
                said.number(),
                digest + " " + said.event().comment().id());
        ledgers.inbox()
                .enqueue(work.delivery(
                        Subjects.branch(said.repository(), said.repository().defaultBranch()), work.note()));
    }

    private Answer reject(Said said, String reason) {
        Optional<Standing> standing = reader.read(said.repository(), said.number());
        Comment comment = said.event().comment();
        if (standing.isEmpty()
                || requests.outcome(said.subject(), RequestHandler.COMMITTED).isPresent()) {
            return Answer.refused("There is no open request here to reject.");
        }
        List<Seat> seats = book.seats(said.repository(), requests.teams(standing.get()), comment.author());
        Optional<String> refusal = Approvers.refusal(
                        said.configuration().approvals().teams(), seats)
                .map(refused -> refused.sentence());
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        ledgers.facts().put(RequestHandler.OUTCOME, said.subject(), RequestHandler.REJECTED, reason);
        comments.keep(
                said.repository(),
                said.number(),
                RequestComment.MARKER,
                RequestComment.rejected(comment.author().login(), reason),
                said.lease());
        requests.close(said.repository(), said.number(), Issues.CloseReason.NOT_PLANNED, said.lease());
        return Answer.done();
    }

    private Answer recheck(Said said, String guid) {
        boolean request = said.place() == Place.REQUEST;
        if (!request && !said.event().onPullRequest()) {
            return Answer.refused("There is nothing to judge here.");
        }
        if (tooSoon(said)) {
            return Answer.refused("It was judged less than a minute ago; try again in a moment.");
        }
        if (!request) {
            pullRequests.again(said.repository(), said.number(), Optional.of(guid), said.lease());
            return Answer.done();
        }
        ledgers.facts().delete(RequestHandler.OUTCOME, said.subject(), RequestHandler.REFUSED);
        reader.read(said.repository(), said.number())
                .filter(standing -> standing.issue().open() && !standing.blocked())
                .ifPresent(standing -> {
                    Matter matter = requests.matter(standing);
                    if (requests.tally(standing, matter).enough()) {
                        commit(said, matter.digest());
                    }
                });
        requests.show(said.repository(), said.number(), said.lease());
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
        List<ApproverTeam> teams = book.teams(said.repository(), said.configuration());
        boolean approver = Approvers.has(book.seats(said.repository(), teams, comment.author()));
        boolean involved = Stream.concat(
                        People.EDITORS
                                .of(ledgers.facts(), Subjects.conversation(said.repository(), said.number()))
                                .stream(),
                        People.PUSHERS
                                .of(ledgers.facts(), Subjects.conversation(said.repository(), said.number()))
                                .stream())
                .anyMatch(comment.author()::samePerson);
        return Answer.done(Help.table(said.place(), new Help.Rights(approver, involved, false, true)));
    }
}
