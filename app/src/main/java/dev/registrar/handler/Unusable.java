package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Issue;
import dev.registrar.report.RequestComment;
import dev.registrar.text.Markdown;
import java.util.Locale;

/** What there is to say while the configuration in force cannot be used: nothing is decided, and nobody is left waiting. */
final class Unusable {
    private final GitHubPorts github;
    private final Governance governance;
    private final CommentKeeper comments;

    Unusable(GitHubPorts github, CommentKeeper comments) {
        this.github = github;
        this.governance = new Governance(github);
        this.comments = comments;
    }

    /** Tells whoever files a request; which label they carry is not known now, so it is the usual one. */
    void tell(Event.IssueChanged event, Lease lease) {
        if (event.labels().contains(Configuration.USUAL_LABEL)
                && governance.of(event.repository()) instanceof ConfigurationRead.Broken broken
                && !Governance.unnamed(broken)
                && open(event)) {
            comments.keep(
                    event.repository(),
                    event.number(),
                    RequestComment.MARKER,
                    RequestComment.waiting(sentence(broken)),
                    lease);
        }
    }

    /** What is closed waits for nothing. */
    private boolean open(Event.IssueChanged event) {
        return github.issues()
                .get(event.repository(), event.number())
                .filter(Issue::open)
                .isPresent();
    }

    /** In Markdown. */
    static String sentence(ConfigurationRead.Broken broken) {
        String fault = broken.faults().stream()
                .findFirst()
                .map(first -> " " + Markdown.code(first.path()) + ", line "
                        + first.span().line() + ": "
                        + Markdown.prose(ended(first.message()) + " " + ended(first.remedy())))
                .orElse("");
        return "The configuration in force cannot be used." + fault;
    }

    private static String ended(String words) {
        String capital = words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
