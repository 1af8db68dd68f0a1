package dev.registrar.handler;

import dev.registrar.approval.Tally;
import dev.registrar.approval.Tally.Lapse;
import dev.registrar.effect.EffectKey;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.report.RequestComment;
import java.util.List;

/** Says that approvals of a request have lapsed: in a comment of its own, since edits of one notify nobody, and once. */
final class RequestLapses {
    private static final String TOLD = "lapse-told";

    private final GitHubPorts github;
    private final Ledgers ledgers;

    RequestLapses(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
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
        String marker = "<!-- registrar:lapsed " + all + " -->";
        int number = standing.issue().number();
        new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of("lapsed", standing.repository().id() + "#" + number, all),
                        () -> github.comments().own(standing.repository(), number).stream()
                                .filter(comment -> comment.body().startsWith(marker))
                                .map(comment -> String.valueOf(comment.id()))
                                .findFirst(),
                        () -> String.valueOf(github.comments()
                                .create(standing.repository(), number, marker + "\n" + RequestComment.lapsed(news))
                                .id()));
        news.forEach(lapse -> ledgers.facts().add(TOLD, standing.subject(), name(lapse), "told"));
    }

    private static String name(Lapse lapse) {
        return String.valueOf(lapse.approval().commentId());
    }
}
