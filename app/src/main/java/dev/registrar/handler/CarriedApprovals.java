package dev.registrar.handler;

import dev.registrar.approval.Approval;
import dev.registrar.approval.Excluded;
import dev.registrar.backstage.Entities;
import dev.registrar.catalog.yaml.CatalogEdit;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.catalog.yaml.EditResult;
import dev.registrar.catalog.yaml.NewEntry;
import dev.registrar.config.Configuration;
import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.Proposal;
import dev.registrar.handler.RequestReader.Planned;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.markdown.MarkdownCatalog;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.HeadSha;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The approvals of a request hold for the pull request that Registrar made of it, as long as the difference is exactly that
 * entry: whoever adds a byte to it needs approvals for the whole.
 */
final class CarriedApprovals {
    private final GitHubPorts github;
    private final Proposals proposals;
    private final RequestReader requests;
    private final RequestMatters matters;
    private final PullRequestApprovals approvals;

    CarriedApprovals(GitHubPorts github, Ledgers ledgers, PullRequestApprovals approvals, Clock clock) {
        this.github = github;
        this.proposals = new Proposals(github, ledgers);
        this.requests = new RequestReader(github, clock);
        this.matters = new RequestMatters(github, ledgers);
        this.approvals = approvals;
    }

    /** What was given on the pull request, and on its request where that counts here. */
    Given with(Reviewed reviewed, Given given) {
        if (reviewed.needs().approvers() == 0) {
            return given;
        }
        List<Approval> carried = proposals
                .requestOf(reviewed.repository(), reviewed.number())
                .flatMap(request -> requests.read(reviewed.repository(), request.number()))
                .filter(standing -> standing.issue().open() && !standing.blocked())
                .filter(standing -> exactly(standing.planned().orElseThrow(), standing.configuration(), reviewed))
                .map(standing -> holding(standing))
                .orElse(List.of());
        if (carried.isEmpty()) {
            return given;
        }
        List<Excluded> excluded = approvals.excluded(reviewed);
        List<String> approvers = new ArrayList<>(given.approvers());
        carried.stream()
                .map(Approval::approver)
                .filter(person ->
                        excluded.stream().noneMatch(one -> one.person().samePerson(person)))
                .map(person -> person.login())
                .filter(login -> !approvers.contains(login))
                .forEach(approvers::add);
        return new Given(approvers, given.consents());
    }

    private List<Approval> holding(Standing standing) {
        return matters.tally(standing, matters.matter(standing)).holding();
    }

    private boolean exactly(Planned planned, Configuration configuration, Reviewed reviewed) {
        Optional<Proposal> proposal = reviewed.snapshot().proposal();
        Optional<CatalogText> before = proposal.flatMap(Proposal::before);
        if (before.isEmpty() || !onlyOurFiles(planned, configuration, reviewed)) {
            return false;
        }
        CatalogText after = proposal.get().after();
        boolean entry = CatalogEdit.add(before.get(), new NewEntry(planned.entry())) instanceof EditResult.Edited edited
                && edited.text().equals(after.document().text());
        return entry
                && variables(planned, configuration, reviewed)
                && documents(planned, configuration, after, reviewed)
                && entities(configuration, after, reviewed);
    }

    private static boolean onlyOurFiles(Planned planned, Configuration configuration, Reviewed reviewed) {
        Set<String> ours = new HashSet<>();
        ours.add(configuration.catalog().path());
        configuration.catalog().docs().ifPresent(ours::add);
        configuration.catalog().backstage().ifPresent(ours::add);
        if (planned.variablesHere() && planned.variables() instanceof VariableFile.Planned.Added added) {
            ours.add(added.path());
        }
        return reviewed.changes().complete()
                && reviewed.changes().files().stream()
                        .allMatch(file -> ours.contains(file.path())
                                && (file.kind() == ChangedFile.Kind.ADDED || file.kind() == ChangedFile.Kind.MODIFIED));
    }

    private boolean variables(Planned planned, Configuration configuration, Reviewed reviewed) {
        if (!planned.variablesHere()
                || !(planned.variables() instanceof VariableFile.Planned.Added added)
                || !reviewed.changes().touches(added.path())) {
            return true;
        }
        VariableFile.Planned again = new VariableFile(github, reviewed.repository(), configuration)
                .add(reviewed.repository(), reviewed.changes().mergeBase(), planned.entry(), planned.controls());
        return again instanceof VariableFile.Planned.Added same
                && same.text().equals(text(reviewed, reviewed.head(), added.path()));
    }

    private String text(Reviewed reviewed, HeadSha commit, String path) {
        return github.contents()
                .at(reviewed.repository(), commit, path)
                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> "");
    }

    private boolean entities(Configuration configuration, CatalogText after, Reviewed reviewed) {
        return configuration
                .catalog()
                .backstage()
                .filter(path -> reviewed.changes().touches(path))
                .map(path -> text(reviewed, reviewed.head(), path)
                        .equals(Entities.follow(
                                after.catalog(),
                                configuration.resourcePerRepository(),
                                text(reviewed, reviewed.changes().mergeBase(), path))))
                .orElse(true);
    }

    private boolean documents(Planned planned, Configuration configuration, CatalogText after, Reviewed reviewed) {
        return configuration
                .catalog()
                .docs()
                .filter(path -> reviewed.changes().touches(path))
                .map(path -> text(reviewed, reviewed.head(), path)
                        .equals(MarkdownCatalog.render(after.catalog(), planned.policies())))
                .orElse(true);
    }
}
