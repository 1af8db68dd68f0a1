package dev.registrar.handler;

import dev.registrar.audit.Anchors;
import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditRecord;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogEdit;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.catalog.yaml.EditResult;
import dev.registrar.config.Configuration;
import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.handler.CatalogWriter.Change;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.handler.CatalogWriter.Target;
import dev.registrar.inbox.Lease;
import dev.registrar.policy.Policies;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.report.Links;
import dev.registrar.report.ProposalText;
import dev.registrar.request.CommitMessage;
import dev.registrar.text.Markdown;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Commits another status of a registry, and tells on the issue what came of it. */
final class StatusHandler {
    private static final String OUTCOME = "status-outcome";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Links links;
    private final RequestReader reader;
    private final CatalogWriter writer;
    private final CommentKeeper comments;

    StatusHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.links = links;
        this.reader = new RequestReader(github, clock);
        this.writer = new CatalogWriter(github, ledgers);
        this.comments = new CommentKeeper(github, ledgers);
    }

    void commit(Work work, Lease lease) {
        StatusChange change = StatusChange.read(work.note());
        Optional<Configuration> configuration = reader.catalogConfiguration(work.repository());
        if (configuration.isEmpty()) {
            return;
        }
        Target target = new Target(
                work.repository(),
                EffectKey.of("commit-status", work.repository().id(), change.comment()),
                "registrar/status-" + change.comment(),
                configuration.get().commits().byPullRequest());
        Result result = writer.write(target, () -> planned(work, change, configuration.get()), lease);
        ledgers.facts().put(OUTCOME, subject(work), String.valueOf(change.comment()), told(work, change, result));
        Work next = new Work(Work.Kind.SETTLE_STATUS, work.repository(), work.number(), work.note());
        ledgers.inbox()
                .enqueue(next.delivery(
                        Subjects.conversation(work.repository(), work.number()), "comment " + change.comment()));
    }

    private String told(Work work, StatusChange change, Result result) {
        String name = Markdown.code(change.registry());
        if (result instanceof Result.Landed landed) {
            String[] record = landed.record().split(" ", 2);
            audited(work, change, record[0], record[1]);
            HeadSha commit = new HeadSha(record[0]);
            return name + " is " + change.to().word() + ": "
                    + Markdown.codeLink(
                            commit.abbreviated(), links.commit(work.repository().name(), commit)) + ".";
        }
        if (result instanceof Result.Proposed proposed) {
            return name + " is to be " + change.to().word() + " by #" + proposed.number() + "."
                    + proposed.reason()
                            .map(reason -> " The branch did not take the commit: " + Markdown.escape(reason))
                            .orElse("");
        }
        return result instanceof Result.Refused refused
                ? name + " was not " + change.to().word() + ": " + Markdown.escape(refused.reason())
                : name + " was not " + change.to().word()
                        + ": the catalog has changed meanwhile, and it cannot be any more.";
    }

    private void audited(Work work, StatusChange change, String commit, String granted) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registry", change.registry());
        details.put(Anchors.COMMIT, commit);
        details.put(Anchors.GRANTED, granted);
        ledgers.audit().append(audit(work, change, "status-committed", details));
    }

    private Optional<Change> planned(Work work, StatusChange wanted, Configuration configuration) {
        Repository repository = work.repository();
        Optional<HeadSha> tip = github.commits().tip(repository, repository.defaultBranch());
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        CatalogFiles files = new CatalogFiles(github.contents(), repository, configuration, tip.get());
        CatalogText before = files.catalog();
        boolean ready = before.catalog()
                .registry(wanted.registry())
                .flatMap(Registry::status)
                .filter(wanted.from()::equals)
                .isPresent();
        EditResult result = CatalogEdit.setField(
                before, wanted.registry(), Field.STATUS, wanted.to().word());
        Optional<Policies> policies = reader.policies(repository, configuration, tip.get());
        if (!ready
                || policies.isEmpty()
                || files.misplaced().isPresent()
                || !(result instanceof EditResult.Edited edited)) {
            return Optional.empty();
        }
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registry", wanted.registry());
        details.put("by", Auditing.person(wanted.by()));
        details.put("reason", wanted.reason());
        AuditRecord audit = ledgers.audit().append(audit(work, wanted, granted(wanted), details));
        String message = CommitMessage.forStatus(
                wanted.registry(), wanted.to(), repository.name(), work.number(), wanted.by(), audit.hash());
        return Optional.of(new Change(
                tip.get(),
                files.changes(CatalogReader.read(edited.text()), policies.get()),
                message,
                commit -> commit.value() + " " + audit.hash(),
                CommitMessage.verb(wanted.to()) + " " + wanted.registry(),
                ProposalText.ofStatus(
                        work.number(),
                        wanted.registry(),
                        wanted.to(),
                        wanted.by().login())));
    }

    private static String granted(StatusChange wanted) {
        return wanted.to() == Status.DECOMMISSIONED ? "decommission-granted" : "deprecation-granted";
    }

    private static AuditEntry audit(Work work, StatusChange change, String kind, SortedMap<String, String> details) {
        return new AuditEntry(
                kind + " " + work.repository().id() + " " + change.comment(),
                kind,
                work.repository().name().fullName(),
                "#" + work.number(),
                details);
    }

    /** Answers on the issue, once. */
    void settle(Work work, Lease lease) {
        StatusChange change = StatusChange.read(work.note());
        ledgers.facts()
                .get(OUTCOME, subject(work), String.valueOf(change.comment()))
                .map(Fact::json)
                .ifPresent(text ->
                        comments.once(work.repository(), work.number(), "status", change.comment(), text, lease));
    }

    private static String subject(Work work) {
        return Subjects.conversation(work.repository(), work.number()).key();
    }
}
