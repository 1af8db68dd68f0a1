package dev.registrar.handler;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.config.Configuration;
import dev.registrar.effect.EffectKey;
import dev.registrar.handler.CatalogWriter.Change;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.handler.CatalogWriter.Target;
import dev.registrar.handler.VariableFile.Planned;
import dev.registrar.inbox.Lease;
import dev.registrar.policy.Policies;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.report.VariablesText;
import java.util.List;
import java.util.Optional;

/** Once the entry of a request is in the catalog: a pull request that adds it to the variable file of another repository. */
final class VariableProposals {
    private static final String ANSWER = "variables";

    private final GitHubPorts github;
    private final RequestReader reader;
    private final CatalogWriter writer;
    private final CommentKeeper comments;

    VariableProposals(GitHubPorts github, Ledgers ledgers, RequestReader reader) {
        this.github = github;
        this.reader = reader;
        this.writer = new CatalogWriter(github, ledgers);
        this.comments = new CommentKeeper(github, ledgers);
    }

    /** Does it once, and tells of it on the request. */
    void propose(Work work, CommittedRequest done, Lease lease) {
        Repository catalog = work.repository();
        Optional<Configuration> configuration = reader.catalogConfiguration(catalog)
                .filter(found -> found.terraform().tfvars().isPresent());
        if (configuration.isEmpty()) {
            return;
        }
        VariableFile file = new VariableFile(github, catalog, configuration.get());
        if (file.elsewhere().isEmpty() || !file.allowed()) {
            return;
        }
        Optional<Repository> other = file.other();
        if (other.isEmpty()) {
            tell(work, VariablesText.unreachable(file.elsewhere().get()), lease);
            return;
        }
        propose(work, done, configuration.get(), file, other.get(), lease);
    }

    private void propose(
            Work work,
            CommittedRequest done,
            Configuration configuration,
            VariableFile file,
            Repository other,
            Lease lease) {
        Repository catalog = work.repository();
        EffectKey key = EffectKey.of("variables", catalog.id() + "#" + work.number(), other.id());
        String branch = "registrar/" + catalog.name().name() + "-request-" + work.number();
        Result result = writer.write(
                new Target(other, key, branch, true), () -> change(work, done, configuration, file, other), lease);
        if (result instanceof Result.Proposed proposed) {
            tell(work, VariablesText.proposed(other.name(), proposed.number()), lease);
            return;
        }
        if (result instanceof Result.Refused refused) {
            tell(work, VariablesText.refused(other.name(), refused.reason()), lease);
            return;
        }
        planned(catalog, done, configuration, file, other)
                .filter(Planned.Impossible.class::isInstance)
                .map(Planned.Impossible.class::cast)
                .ifPresent(
                        no -> tell(work, VariablesText.refused(other.name(), no.path() + ": " + no.reason()), lease));
    }

    private void tell(Work work, String text, Lease lease) {
        comments.once(work.repository(), work.number(), ANSWER, "outcome", text, lease);
    }

    private Optional<Change> change(
            Work work, CommittedRequest done, Configuration configuration, VariableFile file, Repository other) {
        Optional<HeadSha> tip = github.commits().tip(other, other.defaultBranch());
        Optional<Planned> planned = planned(work.repository(), done, configuration, file, other);
        if (tip.isEmpty() || !(planned.orElse(null) instanceof Planned.Added added)) {
            return Optional.empty();
        }
        String request = work.repository().name() + "#" + work.number();
        return Optional.of(new Change(
                tip.get(),
                List.of(added.change()),
                VariablesText.message(done.name(), request),
                commit -> commit.value(),
                "Declare registry " + done.name(),
                VariablesText.body(done.name(), request, added.path())));
    }

    /** By what the catalog says of it now. */
    private Optional<Planned> planned(
            Repository catalog,
            CommittedRequest done,
            Configuration configuration,
            VariableFile file,
            Repository other) {
        Optional<HeadSha> here = github.commits().tip(catalog, catalog.defaultBranch());
        Optional<HeadSha> there = github.commits().tip(other, other.defaultBranch());
        if (here.isEmpty() || there.isEmpty()) {
            return Optional.empty();
        }
        Optional<Registry> entry = github.contents()
                .at(catalog, here.get(), configuration.catalog().path())
                .match(CatalogReader::read, CatalogReader.read(""), what -> CatalogReader.read(""))
                .catalog()
                .registry(done.name());
        Optional<Policies> policies = reader.policies(catalog, configuration, here.get());
        return entry.flatMap(registry -> registry.risk()
                .flatMap(tier -> policies.map(rules -> {
                    Controls controls = registry.effective(rules.controls(tier));
                    return file.add(other, there.get(), registry, controls);
                })));
    }
}
