package dev.registrar.handler;

import dev.registrar.approval.Tally;
import dev.registrar.approval.Tally.Lapse;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.report.RequestComment;
import java.util.List;

/** Says that approvals of a request have lapsed: in a comment of its own, since edits of one notify nobody, and once. */
final class RequestLapses {
    private static final String TOLD = "lapse-told";

    private final CommentKeeper comments;
    private final Ledgers ledgers;

    RequestLapses(GitHubPorts github, Ledgers ledgers) {
        this.comments = new CommentKeeper(github, ledgers);
        this.ledgers = ledgers;
    }

    void tell(Standing standing, Tally tally, Lease lease) {
        List<Lapse> news = tally.lapsed().stream()
                .filter(lapse -> ledgers.facts()
                        .get(TOLD, standing.subject(), name(lapse))
                        .isEmpty())
                .toList();
        if (news.isEmpty()) {
            return;
        }
        String all = Digest.of(news.stream().map(RequestLapses::name).toList().toString());
        comments.once(
                standing.repository(), standing.issue().number(), "lapsed", all, RequestComment.lapsed(news), lease);
        news.forEach(lapse -> ledgers.facts().add(TOLD, standing.subject(), name(lapse), "told"));
    }

    private static String name(Lapse lapse) {
        return String.valueOf(lapse.approval().commentId());
    }
}
