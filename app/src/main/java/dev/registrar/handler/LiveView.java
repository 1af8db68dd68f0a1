package dev.registrar.handler;

import dev.registrar.approval.Approvers;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams;
import dev.registrar.request.FormRead;
import dev.registrar.request.RequestForm;
import dev.registrar.request.Sla;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What governed repositories hold now, for whoever only looks. It decides and writes nothing that others lean on. */
public final class LiveView {
    private final GitHubPorts github;
    private final Governance governance;
    private final ApprovalBook book;
    private final Clock clock;

    public LiveView(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.governance = new Governance(github);
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.clock = clock;
    }

    /** How a repository is governed. */
    public ConfigurationRead configuration(Repository repository) {
        return governance.of(repository);
    }

    /**
     * A catalog at the tip of its branch.
     *
     * @param policies the rules in force; the built-in ones while the repository's own cannot be read
     */
    public record CatalogNow(HeadSha tip, CatalogText text, Policies policies) {}

    /** Empty where the repository has no commit yet. */
    public Optional<CatalogNow> catalog(Repository repository, Configuration configuration) {
        return github.commits().tip(repository, repository.defaultBranch()).map(tip -> {
            CatalogText text = new CatalogFiles(github.contents(), repository, configuration, tip).catalog();
            Policies policies = governance.policies(repository, configuration, tip) instanceof PoliciesRead.Valid valid
                    ? valid.policies()
                    : Policies.builtIn();
            return new CatalogNow(tip, text, policies);
        });
    }

    /**
     * An open request.
     *
     * @param registry what it asks for; empty while its form cannot be read
     */
    public record OpenRequest(Issue issue, Optional<String> registry, Sla.State time) {}

    /** The oldest first: their time is up first. */
    public List<OpenRequest> requests(Repository repository, Configuration configuration) {
        Configuration.Requests settings = configuration.requests();
        Sla sla = new Sla(settings.remindAfter(), settings.breachAfter());
        return github.issues().openWithLabel(repository, settings.label()).stream()
                .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
                .map(issue ->
                        new OpenRequest(issue, registry(repository, issue), sla.at(issue.createdAt(), clock.instant())))
                .toList();
    }

    private static Optional<String> registry(Repository repository, Issue issue) {
        return RequestForm.read(issue.body(), repository.name()) instanceof FormRead.Read read
                ? Optional.of(read.request().name())
                : Optional.empty();
    }

    /** What a person may do in a repository, as GitHub says now. */
    public Teams.Permission permission(Repository repository, Actor person) {
        return github.teams().permission(repository, person);
    }

    /** Whether a person is an approver of a catalog repository, by GitHub's word of now. */
    public boolean approves(Repository catalog, Configuration configuration, Actor person) {
        return Approvers.has(book.seats(catalog, book.teams(catalog, configuration), person));
    }
}
