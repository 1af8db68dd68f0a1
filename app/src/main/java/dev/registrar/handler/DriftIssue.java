package dev.registrar.handler;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Issues.CloseReason;
import dev.registrar.pull.Repository;
import dev.registrar.report.DriftText;
import java.util.List;
import java.util.Optional;

/** The one issue about drift: edited in place, closed when there is none, opened again when there is some. */
final class DriftIssue {
    private static final String KIND = "drift-issue";
    private static final String NUMBER = "number";

    /** The digest of the text that it shows. */
    private static final String SHOWN = "shown";

    private final GitHubPorts github;
    private final Ledgers ledgers;

    DriftIssue(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
    }

    /** @param repair the pull request that repairs a part of it */
    void keep(Repository repository, SyncPlan plan, Optional<Integer> repair, Lease lease) {
        if (plan.clean() && !plan.certain()) {
            return; // what could not be read may have drifted
        }
        Optional<Issue> known = known(repository);
        if (known.isEmpty()) {
            if (!plan.clean()) {
                write(repository, body(plan, repair), lease);
            }
            return;
        }
        Issue issue = known.get();
        if (plan.clean()) {
            if (issue.open()) {
                show(repository, issue.number(), DriftText.MARKER + "\n" + DriftText.CLEAN);
                github.issues().close(repository, issue.number(), CloseReason.COMPLETED);
            }
            return;
        }
        // Whoever closed it has seen this text; it opens again when there is something else to see.
        boolean news = show(repository, issue.number(), body(plan, repair));
        if (news && !issue.open()) {
            github.issues().reopen(repository, issue.number());
        }
    }

    private static String body(SyncPlan plan, Optional<Integer> repair) {
        return DriftText.MARKER + "\n"
                + repair.map(number -> "#" + number + " changes the catalog where that is the repair.\n\n")
                        .orElse("")
                + plan.text();
    }

    private Optional<Issue> known(Repository repository) {
        return ledgers.facts()
                .get(KIND, subject(repository), NUMBER)
                .map(Fact::json)
                .map(Integer::valueOf)
                .flatMap(number -> github.issues().get(repository, number));
    }

    private void write(Repository repository, String body, Lease lease) {
        String before = ledgers.facts()
                .get(KIND, subject(repository), NUMBER)
                .map(Fact::json)
                .orElse("none");
        String number = new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of(KIND, repository.id(), "after", before),
                        () -> github.issues().openWithLabel(repository, DriftText.LABEL).stream()
                                .filter(issue ->
                                        issue.author().bot() && issue.body().startsWith(DriftText.MARKER))
                                .map(issue -> String.valueOf(issue.number()))
                                .findFirst(),
                        () -> String.valueOf(
                                github.issues().open(repository, DriftText.TITLE, body, List.of(DriftText.LABEL))));
        ledgers.facts().put(KIND, subject(repository), NUMBER, number);
        ledgers.facts().put(KIND, subject(repository), SHOWN, Digest.of(body));
    }

    /** Whether it showed something else before. */
    private boolean show(Repository repository, int number, String body) {
        String digest = Digest.of(body);
        boolean same = ledgers.facts()
                .get(KIND, subject(repository), SHOWN)
                .filter(shown -> shown.json().equals(digest))
                .isPresent();
        if (!same) {
            github.issues().edit(repository, number, body);
            ledgers.facts().put(KIND, subject(repository), SHOWN, digest);
        }
        return !same;
    }

    private static String subject(Repository repository) {
        return String.valueOf(repository.id());
    }
}
