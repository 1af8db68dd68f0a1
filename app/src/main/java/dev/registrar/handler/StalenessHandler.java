package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.util.Optional;

/**
 * The default branch moved: where that changes the catalog or what governs it, open pull requests are judged again, each as
 * work of its own.
 */
final class StalenessHandler {
    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final DeclaredTerraform terraform;
    private final StaleRequests requests;

    StalenessHandler(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.terraform = new DeclaredTerraform(github, ledgers, clock);
        this.requests = new StaleRequests(github, ledgers);
    }

    void pushed(Event.Pushed event) {
        if (!event.branch().equals(event.repository().defaultBranch())) {
            return;
        }
        ConfigurationRead read = governance.of(event.repository());
        boolean concerns = read.match(
                event.paths().contains(Configuration.PATH), // where nothing governs any more, failures are taken back
                broken -> touches(event, Configuration.PATH),
                valid -> concerns(event, valid.configuration()));
        if (!concerns) {
            return;
        }
        read.match(
                        Optional.<Configuration>empty(),
                        broken -> Optional.<Configuration>empty(),
                        valid -> Optional.of(valid.configuration()))
                .filter(configuration -> SyncSchedule.syncs(github, configuration))
                .ifPresent(configuration ->
                        ledgers.inbox().enqueue(Work.sync(event.repository(), "after " + event.after())));
        boolean governance = read.match(
                true,
                broken -> true,
                valid -> event.paths().isEmpty()
                        || event.paths().stream()
                                .anyMatch(path -> PullRequestReader.governs(path, valid.configuration())));
        if (governance && read instanceof ConfigurationRead.Valid valid) {
            new ApprovalBook(ledgers.facts(), github.teams()).pin(event.repository(), valid.configuration());
        }
        if (read instanceof ConfigurationRead.Valid valid) {
            terraform.pushed(event.repository(), valid.configuration(), event.after(), event.paths());
            requests.pushed(event, valid.configuration(), governance);
        }
        stale(event, event.repository(), governance);
        new InfraRepositories(ledgers.facts())
                .of(event.repository().name())
                .forEach(infra -> stale(event, infra, false));
    }

    private void stale(Event.Pushed event, Repository repository, boolean all) {
        github.pullRequests().open(repository, repository.defaultBranch()).stream()
                .filter(pull -> all || !knownUntouched(repository, pull))
                .forEach(pull ->
                        ledgers.inbox().enqueue(Work.judge(repository, pull.number(), "after " + event.after())));
    }

    /** GitHub leaves the files out of very large pushes, and then any may be among them. */
    private static boolean concerns(Event.Pushed event, Configuration configuration) {
        return event.paths().isEmpty()
                || event.paths().stream().anyMatch(path -> PullRequestReader.isGoverned(path, configuration));
    }

    private static boolean touches(Event.Pushed event, String path) {
        return event.paths().isEmpty() || event.paths().contains(path);
    }

    /** What touched nothing governed at this head still does, as long as the configuration is the same. */
    private boolean knownUntouched(Repository repository, PullRequest pull) {
        return ledgers.facts()
                .get(
                        PullRequestHandler.UNTOUCHED,
                        Subjects.conversation(repository, pull.number()).key(),
                        pull.head().value())
                .isPresent();
    }
}
