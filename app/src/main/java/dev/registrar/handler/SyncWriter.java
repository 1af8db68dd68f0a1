package dev.registrar.handler;

import dev.registrar.audit.AuditEntry;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.handler.CatalogEdits.Applied;
import dev.registrar.handler.CatalogEdits.Edit;
import dev.registrar.handler.CatalogWriter.Change;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.handler.CatalogWriter.Target;
import dev.registrar.handler.SyncHandler.Ground;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.report.ProposalText;
import dev.registrar.request.CommitMessage;
import dev.registrar.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what followed from reading AWS: one commit for what became active and for the entities, one pull request for what
 * people have to decide, one issue for the rest.
 */
final class SyncWriter {
    private static final Logger log = LoggerFactory.getLogger(SyncWriter.class);

    /** About a repository: the pull request of each sort that was opened last. */
    private static final String PROPOSED = "sync-proposed";

    /** About a pull request: that it is one of these. */
    private static final String OWN = "sync-own";

    private static final String COMMIT = "commit";
    private static final String REPAIR = "repair";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final CatalogWriter writer;
    private final DriftIssue issue;

    SyncWriter(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
        this.writer = new CatalogWriter(github, ledgers);
        this.issue = new DriftIssue(github, ledgers);
    }

    /** Whether Registrar itself says what a pull request changes, so that no person stands for it but those who push more. */
    static boolean opened(Facts facts, Repository repository, int number) {
        return facts.get(OWN, Subjects.conversation(repository, number).key(), OWN)
                .isPresent();
    }

    /** @param name of the plan: the same for the same content */
    void write(Repository repository, SyncPlan plan, Supplier<Optional<Ground>> ground, String name, Lease lease) {
        commit(repository, plan, ground, name, lease);
        Optional<Integer> repair = repair(repository, plan, ground, lease);
        issue.keep(repository, plan, repair, lease);
    }

    private void commit(
            Repository repository, SyncPlan plan, Supplier<Optional<Ground>> ground, String name, Lease lease) {
        Optional<Ground> now = ground.get();
        boolean nothing = now.isEmpty() || follow(now.get(), plan, false).isEmpty();
        if (nothing || open(repository, COMMIT).isPresent()) {
            return;
        }
        Target target = new Target(
                repository,
                EffectKey.of("commit-sync", repository.id(), name, now.get().tip()),
                "registrar/sync-" + name + "-" + now.get().tip().abbreviated(),
                now.get().configuration().commits().byPullRequest());
        Result result = writer.write(target, () -> ground.get().flatMap(read -> follow(read, plan, true)), lease);
        noted(repository, COMMIT, result);
    }

    private void noted(Repository repository, String sort, Result result) {
        if (result instanceof Result.Proposed proposed) {
            ledgers.facts().put(PROPOSED, String.valueOf(repository.id()), sort, String.valueOf(proposed.number()));
            ledgers.facts()
                    .put(
                            OWN,
                            Subjects.conversation(repository, proposed.number()).key(),
                            OWN,
                            sort);
            // It may have been judged before it was known for what it is.
            ledgers.inbox().enqueue(Work.judge(repository, proposed.number(), "follows AWS"));
        }
        if (result instanceof Result.Refused refused) {
            log.warn("What follows from AWS could not be written: {}", refused.reason());
        }
    }

    /** The pull request of that sort, while it waits for people. */
    private Optional<Integer> open(Repository repository, String sort) {
        return ledgers.facts()
                .get(PROPOSED, String.valueOf(repository.id()), sort)
                .map(Fact::json)
                .map(Integer::valueOf)
                .filter(number -> github.pullRequests()
                        .get(repository, number)
                        .map(PullRequest::state)
                        .filter(PullRequest.State.OPEN::equals)
                        .isPresent());
    }

    /** @param record whether it is about to be made, so that it belongs into the record */
    private Optional<Change> follow(Ground ground, SyncPlan plan, boolean record) {
        Applied active = CatalogEdits.apply(ground.catalog(), plan.activations(), ground::passes);
        List<FileChange> files = new ArrayList<>();
        if (!active.edits().isEmpty()) {
            files.addAll(CatalogFiles.of(ground.configuration(), active.after(), ground.policies()));
        }
        Optional<FileChange> entities = entities(ground, plan);
        entities.ifPresent(files::add);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> audit =
                record && !active.edits().isEmpty() ? Optional.of(recorded(ground, active)) : Optional.empty();
        String message = CommitMessage.forSync(active.registries(), entities.isPresent(), audit);
        return Optional.of(new Change(
                ground.tip(),
                files,
                message,
                HeadSha::value,
                message.lines().findFirst().orElse(""),
                ProposalText.ofSync(active.registries())));
    }

    private Optional<FileChange> entities(Ground ground, SyncPlan plan) {
        Optional<String> path = ground.configuration().catalog().backstage();
        if (path.isEmpty() || plan.entities().isEmpty()) {
            return Optional.empty();
        }
        String text = plan.entities().get();
        FileRead there = github.contents().at(ground.repository(), ground.tip(), path.get());
        boolean differs =
                there.match(bytes -> !new String(bytes, StandardCharsets.UTF_8).equals(text), true, what -> false);
        return differs ? Optional.of(new FileChange(path.get(), Optional.of(text))) : Optional.empty();
    }

    private String recorded(Ground ground, Applied active) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registries", String.join(", ", active.registries()));
        details.put(
                "addresses",
                String.join(
                        ", ",
                        active.edits().stream()
                                .flatMap(edit -> edit.values().values().stream())
                                .filter(value -> value.contains("/"))
                                .toList()));
        return ledgers.audit()
                .append(new AuditEntry(
                        "registries-activated " + ground.repository().id() + " "
                                + Digest.of(details.toString() + ground.tip()),
                        "registries-activated",
                        ground.repository().name().fullName(),
                        ground.configuration().catalog().path(),
                        details))
                .hash();
    }

    /** Offers what an edit of the catalog could repair; once for the same edits, whatever became of it. */
    private Optional<Integer> repair(
            Repository repository, SyncPlan plan, Supplier<Optional<Ground>> ground, Lease lease) {
        Optional<Integer> waiting = open(repository, REPAIR);
        if (waiting.isPresent() || plan.repairs().isEmpty()) {
            return waiting;
        }
        String digest = Digest.of(Edit.write(plan.repairs()).toString());
        Target target = new Target(
                repository, EffectKey.of("propose-repair", repository.id(), digest), "registrar/drift-" + digest, true);
        Result result = writer.write(target, () -> ground.get().flatMap(read -> repaired(read, plan)), lease);
        noted(repository, REPAIR, result);
        return open(repository, REPAIR);
    }

    private static Optional<Change> repaired(Ground ground, SyncPlan plan) {
        Applied repaired = CatalogEdits.apply(ground.catalog(), plan.repairs(), ground::passes);
        if (repaired.edits().isEmpty()) {
            return Optional.empty();
        }
        CatalogText after = repaired.after();
        return Optional.of(new Change(
                ground.tip(),
                CatalogFiles.of(ground.configuration(), after, ground.policies()),
                CommitMessage.forRepair(repaired.registries()),
                HeadSha::value,
                "Follow AWS in the catalog",
                ProposalText.ofRepair(
                        repaired.edits().stream().map(SyncWriter::line).toList())));
    }

    private static String line(Edit edit) {
        List<String> parts = new ArrayList<>();
        edit.values()
                .forEach((field, value) -> parts.add(Markdown.code(field.dotted()) + " is " + Markdown.code(value)));
        return Markdown.code(edit.registry()) + ": " + String.join(", ", parts);
    }
}
