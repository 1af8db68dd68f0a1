package dev.registrar.handler;

import dev.registrar.catalog.Registry;
import dev.registrar.config.Configuration;
import dev.registrar.event.Event;
import dev.registrar.gate.Names;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Repository;
import dev.registrar.request.RequestForm;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The default branch moved: requests that come out differently now are shown anew, each as work of its own. */
final class StaleRequests {
    private final GitHubPorts github;
    private final Ledgers ledgers;

    StaleRequests(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
    }

    /** @param all whether what governs them has changed; else only those matter whose name is taken now */
    void pushed(Event.Pushed event, Configuration configuration, boolean all) {
        Repository repository = event.repository();
        boolean catalog = event.paths().isEmpty()
                || event.paths().contains(configuration.catalog().path());
        if (configuration.role() != Configuration.Role.CATALOG || !all && !catalog) {
            return;
        }
        List<Issue> open = github.issues()
                .openWithLabel(repository, configuration.requests().label());
        if (open.isEmpty()) {
            return;
        }
        Collection<Registry> entries = new CatalogFiles(github.contents(), repository, configuration, event.after())
                .catalog()
                .catalog()
                .registries()
                .values();
        open.stream()
                .filter(issue -> all || taken(repository, issue, entries))
                .forEach(issue ->
                        ledgers.inbox().enqueue(Work.show(repository, issue.number(), "after " + event.after())));
    }

    /** Whether somebody else has the name, or one easily taken for it. */
    private static boolean taken(Repository repository, Issue issue, Collection<Registry> entries) {
        Optional<String> own = Optional.of(repository.name().fullName() + "#" + issue.number());
        return RequestForm.read(issue.body(), repository.name())
                .match(
                        read -> entries.stream()
                                .filter(entry -> !entry.request().equals(own))
                                .anyMatch(entry ->
                                        Names.same(entry.name(), read.request().name())),
                        faulty -> false);
    }
}
