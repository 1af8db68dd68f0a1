package dev.registrar.handler;

import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Approvers;
import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.handler.CommandHandler.Answer;
import dev.registrar.handler.CommandHandler.Said;
import dev.registrar.inventory.Evidence;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Teams.Membership;
import dev.registrar.pull.Teams.OrganizationRole;
import dev.registrar.text.Markdown;
import dev.registrar.text.Nearest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Commands that change the status of a registry: who may, and whether it can be. The change itself goes onto the branch. */
final class StatusCommands {
    /** Each team costs a call to GitHub. */
    private static final int MOST_ASKED = 20;

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final ApprovalBook book;
    private final Clock clock;

    StatusCommands(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.clock = clock;
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
    }

    Answer deprecate(Said said, String name, String reason) {
        Optional<Answer> closed = closed(said);
        if (closed.isPresent()) {
            return closed.get();
        }
        Catalog catalog = catalog(said);
        Optional<Registry> registry = catalog.registry(name);
        if (registry.isEmpty()) {
            return unknown(catalog, name);
        }
        if (!approver(said) && !owner(said, registry.get())) {
            return Answer.refused("Only the team that owns " + Markdown.code(name) + " ("
                    + registry.get().owner().map(Markdown::code).orElse("which is not known")
                    + ") or an approver can.");
        }
        Optional<Status> status = registry.get().status();
        if (status.filter(Status.DEPRECATED::equals).isPresent()) {
            return Answer.refused(Markdown.code(name) + " is deprecated already.");
        }
        if (status.filter(Status.ACTIVE::equals).isEmpty()) {
            return Answer.refused(Markdown.code(name) + " is "
                    + status.map(Status::word).orElse("of no known status")
                    + "; only what is active can be deprecated."
                    + (status.filter(Status.PENDING::equals).isPresent()
                            ? " What is pending can be taken out of the catalog by a pull request."
                            : ""));
        }
        commit(said, name, Status.DEPRECATED, reason);
        return Answer.done();
    }

    private void commit(Said said, String name, Status to, String reason) {
        Actor by = said.event().comment().author();
        StatusChange change = new StatusChange(name, to, said.event().comment().id(), by, reason);
        Work work = new Work(Work.Kind.COMMIT_STATUS, said.repository(), said.number(), change.write());
        ledgers.inbox()
                .enqueue(work.delivery(
                        Subjects.branch(said.repository(), said.repository().defaultBranch()),
                        "comment " + change.comment()));
    }

    Answer decommission(Said said, String name) {
        Optional<Answer> closed = closed(said);
        if (closed.isPresent()) {
            return closed.get();
        }
        Catalog catalog = catalog(said);
        Optional<Registry> registry = catalog.registry(name);
        if (registry.isEmpty()) {
            return unknown(catalog, name);
        }
        Actor by = said.event().comment().author();
        Optional<String> refusal = Approvers.refusal(
                        said.configuration().approvals().teams(),
                        book.seats(said.repository(), book.teams(said.repository(), said.configuration()), by))
                .map(refused -> refused.sentence());
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        boolean own = github.issues()
                .get(said.repository(), said.number())
                .filter(issue -> issue.author().samePerson(by))
                .isPresent();
        boolean edited =
                People.EDITORS.of(ledgers.facts(), Subjects.conversation(said.repository(), said.number())).stream()
                        .anyMatch(by::samePerson);
        if (own || edited) {
            return Answer.refused(
                    "You wrote this issue, and nobody decommissions on their own word." + " Another approver can.");
        }
        if (registry.get().status().filter(Status.DEPRECATED::equals).isEmpty()) {
            return Answer.refused(Markdown.code(name) + " is "
                    + registry.get().status().map(Status::word).orElse("of no known status")
                    + "; only what is deprecated can be decommissioned."
                    + (registry.get().status().filter(Status.ACTIVE::equals).isPresent()
                            ? " First comment " + Markdown.code("/deprecate-registry " + name) + "."
                            : ""));
        }
        Evidence evidence =
                new LiveUsage(github, ledgers, said.repository(), said.configuration(), clock).of(registry.get());
        return evidence.match(
                idle -> {
                    commit(said, name, Status.DECOMMISSIONED, idle.facts());
                    return Answer.done(
                            "Nothing pulls from " + Markdown.code(name) + " any more. " + Markdown.prose(idle.facts()));
                },
                used -> Answer.refused(Markdown.code(name) + " may still be in use. " + Markdown.prose(used.facts())
                        + " Ask again when that has changed."),
                unknown -> Answer.refused("There is no evidence yet that nothing pulls from " + Markdown.code(name)
                        + " any more: " + Markdown.prose(unknown.reason())
                        + ". If you know that nothing does: open a pull request that sets its status to"
                        + " `decommissioned`, and have the gate waived there with `/waive-gate lifecycle REASON`."));
    }

    private Optional<Answer> closed(Said said) {
        boolean open = github.issues()
                .get(said.repository(), said.number())
                .filter(issue -> issue.open())
                .isPresent();
        return open ? Optional.empty() : Optional.of(Answer.refused("This issue is closed. Use an open one."));
    }

    private static Answer unknown(Catalog catalog, String name) {
        String nearest = Nearest.to(
                        name.toLowerCase(Locale.ROOT), catalog.registries().keySet())
                .map(meant -> " Did you mean " + Markdown.code(meant) + "?")
                .orElse("");
        return Answer.refused("The catalog has no registry " + Markdown.code(name) + "." + nearest);
    }

    private Catalog catalog(Said said) {
        Optional<HeadSha> tip =
                github.commits().tip(said.repository(), said.repository().defaultBranch());
        return tip.map(commit -> new CatalogFiles(github.contents(), said.repository(), said.configuration(), commit)
                        .catalog()
                        .catalog())
                .orElseGet(() -> CatalogReader.read("").catalog());
    }

    private boolean approver(Said said) {
        List<ApproverTeam> teams = book.teams(said.repository(), said.configuration());
        return Approvers.has(
                book.seats(said.repository(), teams, said.event().comment().author()));
    }

    /**
     * Whether the person is of a team that owns a registry; where many teams do, a member of the organization may well be.
     * Anybody can ask, so a stranger costs one call.
     */
    boolean ownsAny(Said said) {
        String login = said.event().comment().author().login();
        if (github.teams().organizationRole(said.repository(), login) == OrganizationRole.NONE) {
            return false;
        }
        Set<String> owners = new LinkedHashSet<>();
        catalog(said).registries().values().forEach(registry -> registry.owner().ifPresent(owners::add));
        return owners.size() > MOST_ASKED
                || owners.stream()
                        .map(team -> github.teams().membership(said.repository(), team, login))
                        .anyMatch(Membership.ACTIVE::equals);
    }

    private boolean owner(Said said, Registry registry) {
        String login = said.event().comment().author().login();
        return registry.owner()
                .map(team -> github.teams().membership(said.repository(), team, login))
                .filter(Membership.ACTIVE::equals)
                .isPresent();
    }
}
