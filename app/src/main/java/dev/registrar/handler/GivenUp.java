package dev.registrar.handler;

import dev.registrar.command.Commands;
import dev.registrar.command.Verb;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Repository;
import dev.registrar.report.PullRequestComment;
import java.util.stream.Collectors;

/**
 * Tells the people of an issue or pull request that work for them was given up, which they would otherwise wait for in vain.
 * To tell is work of its own, with tries of its own: the usual cause is that GitHub does not answer, and that may go on.
 *
 * <p>Of a judgement its check run tells, where the cause is GitHub's; what was never judged, and a request that was never shown,
 * is found and taken up anew every hour.
 */
final class GivenUp {
    private static final String KIND = "given-up";
    private static final String RECHECK = "comment `" + Verb.RECHECK.word() + "`.";

    private final Ledgers ledgers;
    private final CommentKeeper comments;
    private final Governance governance;

    GivenUp(GitHubPorts github, Ledgers ledgers) {
        this.ledgers = ledgers;
        this.comments = new CommentKeeper(github, ledgers);
        this.governance = new Governance(github);
    }

    /** What was given up, for the middle of a sentence, and what people can do. */
    private enum What {
        COMMAND("finish what was asked with", "write the command again in a new comment, unless it was carried out."),
        APPROVAL("do what follows on the approval", RECHECK),
        STATUS("do what follows on the command", "write the command again in a new comment."),
        REVIEW("take up a review", RECHECK),
        FIX("commit the fix", "press *Fix* again.");

        private final String words;
        private final String remedy;

        What(String words, String remedy) {
            this.words = words;
            this.remedy = remedy;
        }
    }

    /** Plans to tell; planned again, it is the same. */
    void plan(Event event, Delivery delivery) {
        if (event instanceof Event.CommentCreated comment) {
            String verbs = verbs(comment);
            if (!verbs.isEmpty()) {
                plan(comment.repository(), comment.number(), delivery, What.COMMAND, " " + verbs);
            }
        }
        if (event instanceof Event.ReviewChanged review
                && comments.exists(review.repository(), review.number(), PullRequestComment.MARKER)) {
            plan(review.repository(), review.number(), delivery, What.REVIEW, "");
        }
        if (event instanceof Event.ActionRequested action) {
            action.pullRequests().forEach(number -> plan(action.repository(), number, delivery, What.FIX, ""));
        }
    }

    private static String verbs(Event.CommentCreated event) {
        return Commands.in(event.comment().body()).stream()
                .limit(CommandHandler.MOST)
                .map(command -> "`" + Verb.of(command).word() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    void plan(Work work, Delivery delivery) {
        switch (work.kind()) {
            case COMMIT_REQUEST, SETTLE_REQUEST -> plan(work.repository(), work.number(), delivery, What.APPROVAL, "");
            case COMMIT_STATUS, SETTLE_STATUS -> plan(work.repository(), work.number(), delivery, What.STATUS, "");
            case SHOW_REQUEST, SYNC, COMMIT_SYNC, JUDGE, SAY_GIVEN_UP -> {}
        }
    }

    private void plan(Repository repository, int number, Delivery delivery, What what, String which) {
        String note = delivery.seq() + " " + what + which;
        ledgers.inbox()
                .enqueue(new Work(Work.Kind.SAY_GIVEN_UP, repository, number, note)
                        .delivery(Subjects.conversation(repository, number), note));
    }

    /** Where nothing is governed, nothing is told. */
    void tell(Work work, Lease lease) {
        String[] note = work.note().split(" ", 3);
        What what = What.valueOf(note[1]);
        ConfigurationRead read = governance.of(work.repository());
        if (read instanceof ConfigurationRead.Absent || Governance.unnamed(read)) {
            return;
        }
        comments.once(
                work.repository(),
                work.number(),
                KIND,
                note[0],
                "Registrar could not " + what.words + (note.length > 2 ? " " + note[2] : "")
                        + ", however often it tried, and has given up. Once the trouble is over, " + what.remedy
                        + " Whoever runs Registrar finds the cause in `registrar deliveries list`, under number "
                        + note[0]
                        + ", and can have it tried again.",
                lease);
    }
}
