package dev.registrar.handler;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogEdit;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.catalog.yaml.EditResult;
import dev.registrar.catalog.yaml.NewEntry;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.gate.Names;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams.OrganizationRole;
import dev.registrar.request.FormFault;
import dev.registrar.request.FormRead;
import dev.registrar.request.RegistryRequest;
import dev.registrar.request.RequestForm;
import dev.registrar.request.RequestedEntry;
import dev.registrar.request.TerraformPreview;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.text.Markdown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request and everything that decides on it, once. */
final class RequestReader {
    private final GitHubPorts github;
    private final Governance governance;
    private final Clock clock;

    RequestReader(GitHubPorts github, Clock clock) {
        this.github = github;
        this.governance = new Governance(github);
        this.clock = clock;
    }

    /**
     * A request as it is now.
     *
     * @param faults what the form, the requester or the catalog lacks, each with its remedy, in Markdown
     * @param planned the change to the catalog; empty while it cannot be made
     */
    record Standing(
            Repository repository,
            Configuration configuration,
            Issue issue,
            List<String> faults,
            Optional<RegistryRequest> request,
            Optional<Planned> planned) {
        Standing {
            faults = List.copyOf(faults);
        }

        boolean blocked() {
            return !faults.isEmpty()
                    || planned.isEmpty()
                    || planned.get().verdict().failed();
        }

        String subject() {
            return Subjects.conversation(repository, issue.number()).key();
        }
    }

    /**
     * The change to the catalog that approval would make.
     *
     * @param ground the files at the commit that it was planned on
     * @param lines the entry, exactly as it would be added
     * @param variables what would go into the variables of Terraform
     * @param variablesHere whether they are in this repository, too
     */
    record Planned(
            CatalogFiles ground,
            CatalogText before,
            Registry entry,
            String lines,
            CatalogText after,
            Policies policies,
            Verdict verdict,
            VariableFile.Planned variables,
            boolean variablesHere) {
        Controls controls() {
            return policies.controls(entry.risk().orElseThrow());
        }

        String terraform() {
            return TerraformPreview.of(entry, controls());
        }

        /** All that is committed together. */
        List<FileChange> files() {
            List<FileChange> files = new ArrayList<>(ground.changes(after, policies));
            if (variables instanceof VariableFile.Planned.Added added && variablesHere) {
                files.add(added.change());
            }
            return files;
        }
    }

    /** What governs a catalog repository; empty anywhere else, and where its configuration cannot be used. */
    Optional<Configuration> catalogConfiguration(Repository repository) {
        return governance.of(repository) instanceof ConfigurationRead.Valid valid
                        && valid.configuration().role() == Configuration.Role.CATALOG
                ? Optional.of(valid.configuration())
                : Optional.empty();
    }

    /** The rules in force; empty while they cannot be read. */
    Optional<Policies> policies(Repository repository, Configuration configuration, HeadSha tip) {
        return governance.policies(repository, configuration, tip) instanceof PoliciesRead.Valid valid
                ? Optional.of(valid.policies())
                : Optional.empty();
    }

    /** Empty when the issue is gone, or is no request of a governed catalog repository. */
    Optional<Standing> read(Repository repository, int number) {
        return catalogConfiguration(repository)
                .flatMap(configuration -> github.issues()
                        .get(repository, number)
                        .filter(issue ->
                                issue.labels().contains(configuration.requests().label()))
                        .map(issue -> standing(repository, configuration, issue)));
    }

    private Standing standing(Repository repository, Configuration configuration, Issue issue) {
        List<String> faults = new ArrayList<>();
        if (github.teams().organizationRole(repository, issue.author().login()) == OrganizationRole.NONE) {
            faults.add(Markdown.code(issue.author().login()) + " is not a member of the organization "
                    + Markdown.code(repository.name().owner()) + "; let a member make the request.");
        }
        FormRead form = RequestForm.read(issue.body(), repository.name());
        if (form instanceof FormRead.Faulty faulty) {
            faulty.faults().stream().map(RequestReader::told).forEach(faults::add);
            return new Standing(repository, configuration, issue, faults, Optional.empty(), Optional.empty());
        }
        RegistryRequest request = ((FormRead.Read) form).request();
        Optional<Planned> planned = planned(repository, configuration, issue, request, faults);
        return new Standing(repository, configuration, issue, faults, Optional.of(request), planned);
    }

    private static String told(FormFault fault) {
        return "**" + fault.label() + "**: " + fault.message() + " " + fault.remedy();
    }

    /** Numbers of open requests for the same name, or one easily taken for it, that were made before this one. */
    List<Integer> earlier(Standing standing) {
        Optional<String> name = standing.request().map(RegistryRequest::name);
        if (name.isEmpty()) {
            return List.of();
        }
        String label = standing.configuration().requests().label();
        return github.issues().openWithLabel(standing.repository(), label).stream()
                .filter(issue -> issue.number() < standing.issue().number())
                .filter(issue -> RequestForm.read(
                                issue.body(), standing.repository().name())
                        .match(read -> Names.same(read.request().name(), name.get()), faulty -> false))
                .map(Issue::number)
                .sorted()
                .toList();
    }

    /** Whether the catalog has an entry of that name now. */
    boolean inCatalog(Repository repository, String name) {
        return catalogConfiguration(repository)
                .map(configuration -> github.contents()
                        .onBranch(
                                repository,
                                repository.defaultBranch(),
                                configuration.catalog().path())
                        .match(CatalogReader::read, CatalogReader.read(""), what -> CatalogReader.read(""))
                        .catalog()
                        .registry(name)
                        .isPresent())
                .orElse(false);
    }

    private Optional<Planned> planned(
            Repository repository,
            Configuration configuration,
            Issue issue,
            RegistryRequest request,
            List<String> faults) {
        Optional<HeadSha> tip = github.commits().tip(repository, repository.defaultBranch());
        if (tip.isEmpty()) {
            faults.add("The branch " + Markdown.code(repository.defaultBranch()) + " is gone.");
            return Optional.empty();
        }
        CatalogFiles files = new CatalogFiles(github.contents(), repository, configuration, tip.get());
        Optional<String> misplaced = files.misplaced();
        if (misplaced.isPresent()) {
            faults.add(misplaced.get());
            return Optional.empty();
        }
        CatalogText before = files.catalog();
        PoliciesRead inForce = governance.policies(repository, configuration, tip.get());
        if (!(inForce instanceof PoliciesRead.Valid valid)) {
            faults.add(
                    "The policies of this repository cannot be read; the check run `registrar` of a pull request on them"
                            + " shows why.");
            return Optional.empty();
        }
        Policies policies = valid.policies();
        Registry entry = RequestedEntry.of(
                request,
                issue.author().login(),
                repository.name(),
                issue.number(),
                issue.createdAt().atZone(ZoneOffset.UTC).toLocalDate(),
                policies);
        if (before.catalog().registry(entry.name()).isPresent()) {
            faults.add("**Registry name**: the catalog has " + Markdown.code(entry.name())
                    + " already. Use it, or choose a name that says what is different.");
            return Optional.empty();
        }
        NewEntry added = new NewEntry(entry);
        EditResult result = CatalogEdit.add(before, added);
        if (result instanceof EditResult.Refused refused) {
            faults.add("The entry cannot be added to the catalog: " + Markdown.escape(refused.reason()));
            return Optional.empty();
        }
        CatalogText after = CatalogReader.read(((EditResult.Edited) result).text());
        Snapshot snapshot = new Snapshot(
                policies,
                Optional.of(new SnapshotReader(
                                configuration,
                                policies,
                                new LiveTeams(github.teams(), repository),
                                LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                        .proposal(before, after, Optional.of(List.of()))));
        VariableFile file = new VariableFile(github, repository, configuration);
        VariableFile.Planned variables = variables(file, repository, tip.get(), entry, policies, faults);
        return Optional.of(new Planned(
                files,
                before,
                entry,
                CatalogEdit.preview(added, before),
                after,
                policies,
                snapshot.judge(),
                variables,
                file.elsewhere().isEmpty()));
    }

    /** What cannot be written here is a fault, since nobody would know of it later; elsewhere it is told in the end. */
    private VariableFile.Planned variables(
            VariableFile file,
            Repository repository,
            HeadSha tip,
            Registry entry,
            Policies policies,
            List<String> faults) {
        if (file.elsewhere().isPresent() && !file.allowed()) {
            return new VariableFile.Planned.Nothing();
        }
        Optional<Repository> in = file.elsewhere().isEmpty() ? Optional.of(repository) : file.other();
        Optional<HeadSha> at = in.flatMap(found ->
                file.elsewhere().isEmpty() ? Optional.of(tip) : github.commits().tip(found, found.defaultBranch()));
        if (at.isEmpty()) {
            return new VariableFile.Planned.Nothing();
        }
        VariableFile.Planned planned = file.add(
                in.orElseThrow(),
                at.get(),
                entry,
                policies.controls(entry.risk().orElseThrow()));
        if (planned instanceof VariableFile.Planned.Impossible no
                && file.elsewhere().isEmpty()) {
            faults.add(
                    "The registry cannot be added to " + Markdown.code(no.path()) + ": " + Markdown.escape(no.reason())
                            + " Repair the file, or take `terraform.tfvars` out of the configuration.");
        }
        return planned;
    }
}
