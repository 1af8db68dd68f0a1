package dev.registrar.gate;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.gate.Findings.Told;
import dev.registrar.inventory.Evidence;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** Whether a registry goes through its life in order (ADR-0092, section 5; contract, section 6). */
final class LifecycleGate implements Gate {
    private static final RuleId TRANSITION = new RuleId("POL-ECR-005-R01");
    private static final RuleId BIRTH = new RuleId("POL-ECR-005-R02");
    private static final RuleId REMOVAL = new RuleId("POL-ECR-005-R03");
    private static final RuleId RENAME = new RuleId("POL-ECR-005-R04");
    private static final RuleId EVIDENCE = new RuleId("POL-ECR-005-R05");
    private static final RuleId DATES = new RuleId("POL-ECR-005-R06");
    private static final Pointer LAST_UPDATED = Pointer.of("last_updated");
    private static final Pointer REPOSITORIES = Pointer.of("repositories");

    @Override
    public GateName name() {
        return GateName.LIFECYCLE;
    }

    @Override
    public void change(Proposal proposal, CatalogChange change, Findings findings) {
        lastUpdated(proposal, findings);
        if (proposal.before().filter(CatalogText::broken).isPresent()) {
            unknown(findings);
            return;
        }
        Set<String> renamed = change.renamed();
        boolean torn = twice(proposal.after())
                > proposal.before().map(LifecycleGate::twice).orElse(0L);
        for (CatalogChange.Step step : change.steps()) {
            dates(proposal, step, findings);
            if (step.removed()) {
                if (!torn) {
                    removal(change, step, findings);
                }
                continue;
            }
            if (renamed.contains(step.name())) {
                rename(change.renamedFrom(step).orElseThrow(), step, findings);
                continue;
            }
            status(proposal, step, findings);
        }
    }

    /**
     * An entry whose name was lost runs into the one above it, and of keys that are there twice one does not count. While
     * that blocks by itself, nobody can tell what is removed.
     */
    private static long twice(CatalogText text) {
        return text.document().problems().stream()
                .filter(problem -> problem.kind() == YamlDocument.Kind.DUPLICATE_KEY)
                .count();
    }

    /** What was there before a repair is not known, so nobody can tell what it changes, or removes, besides. */
    private static void unknown(Findings findings) {
        findings.atField(
                TRANSITION,
                REPOSITORIES,
                Told.that(
                                "The catalog on the base branch cannot be read, so nobody can tell which status a registry had.")
                        .remedy("Have the repair looked through, and the gate waived for this commit."));
    }

    private static void status(Proposal proposal, CatalogChange.Step step, Findings findings) {
        Optional<Status> after = step.after().flatMap(Registry::status);
        Optional<Status> before = step.before().flatMap(Registry::status);
        if (after.isEmpty() || after.equals(before)) {
            return;
        }
        if (step.added()) {
            birth(step, after.get(), findings);
            return;
        }
        before.ifPresent(from -> transition(proposal, step, from, after.get(), findings));
    }

    private static void birth(CatalogChange.Step step, Status status, Findings findings) {
        boolean addressed = step.after().flatMap(Registry::repositoryUrl).isPresent();
        if (status == Status.PENDING || status == Status.ACTIVE && addressed) {
            return;
        }
        findings.atValue(
                BIRTH,
                step.name(),
                Field.STATUS,
                Told.that("A new entry cannot begin as " + status.word()
                                + (status == Status.ACTIVE ? " without `aws.repository_url`." : "."))
                        .suggestion(Optional.of(Status.PENDING.word())));
    }

    private static void transition(
            Proposal proposal, CatalogChange.Step step, Status from, Status to, Findings findings) {
        Set<Status> next = following(from);
        if (!next.contains(to)) {
            findings.atValue(
                    TRANSITION,
                    step.name(),
                    Field.STATUS,
                    Told.that("The status cannot go from " + from.word() + " to " + to.word() + ".")
                            .remedy(
                                    next.isEmpty()
                                            ? "Nothing follows on " + from.word() + "; ask for a new registry."
                                            : "From " + from.word() + " it goes to "
                                                    + String.join(
                                                            " or ",
                                                            next.stream()
                                                                    .sorted()
                                                                    .map(Status::word)
                                                                    .toList())
                                                    + "."));
            return;
        }
        if (to == Status.DECOMMISSIONED) {
            evidence(proposal, step.name(), findings);
        }
    }

    private static void evidence(Proposal proposal, String name, Findings findings) {
        Evidence evidence = proposal.usage()
                .getOrDefault(name, new Evidence.Unknown("nobody asked AWS when an image was last pulled"));
        if (evidence instanceof Evidence.Idle idle) {
            findings.note(EVIDENCE, name, Field.STATUS, Told.that("Nothing pulls from it any more. " + idle.facts()));
            return;
        }
        findings.atValue(
                EVIDENCE,
                name,
                Field.STATUS,
                Told.that("There is no evidence that nothing pulls from this registry any more: "
                        + evidence.match(
                                idle -> "",
                                used -> Character.toLowerCase(used.facts().charAt(0))
                                        + used.facts().substring(1),
                                unknown -> unknown.reason() + ".")));
    }

    private static Set<Status> following(Status status) {
        return switch (status) {
            case PENDING -> Set.of(Status.ACTIVE);
            case ACTIVE -> Set.of(Status.DEPRECATED);
            case DEPRECATED -> Set.of(Status.DECOMMISSIONED, Status.ACTIVE);
            case DECOMMISSIONED -> Set.of();
        };
    }

    private static void removal(CatalogChange change, CatalogChange.Step step, Findings findings) {
        Optional<Status> status = step.before().flatMap(Registry::status);
        boolean allowed = status.filter(was -> was == Status.DECOMMISSIONED || was == Status.PENDING)
                .isPresent();
        boolean renamed = change.steps().stream()
                .filter(CatalogChange.Step::added)
                .flatMap(added -> change.renamedFrom(added).stream())
                .anyMatch(step::equals);
        if (!allowed && !renamed) {
            findings.atKey(
                    REMOVAL,
                    step.name(),
                    Field.ENTRY,
                    Told.that("The entry of `" + step.name() + "`, which is "
                            + status.map(Status::word).orElse("of unknown status") + ", is removed."));
        }
    }

    private static void rename(CatalogChange.Step old, CatalogChange.Step step, Findings findings) {
        findings.atKey(
                RENAME,
                step.name(),
                Field.ENTRY,
                Told.that("`" + old.name() + "` is renamed to `" + step.name() + "`, which ECR cannot do."));
    }

    private static void dates(Proposal proposal, CatalogChange.Step step, Findings findings) {
        step.after()
                .flatMap(Registry::createdDate)
                .filter(date -> date.isAfter(latest(proposal)))
                .ifPresent(date -> findings.atValue(
                        DATES,
                        step.name(),
                        Field.CREATED_DATE,
                        Told.that("`metadata.created_date` is " + date + ", which is yet to come.")));
    }

    /** Where the day begins first it is tomorrow already. */
    private static LocalDate latest(Proposal proposal) {
        return proposal.today().plusDays(1);
    }

    private static void lastUpdated(Proposal proposal, Findings findings) {
        Optional<LocalDate> now = lastUpdated(proposal.after());
        if (now.isEmpty()) {
            return;
        }
        if (now.get().isAfter(latest(proposal))) {
            findings.atField(
                    DATES, LAST_UPDATED, Told.that("`last_updated` is " + now.get() + ", which is yet to come."));
            return;
        }
        proposal.before()
                .flatMap(LifecycleGate::lastUpdated)
                .filter(before -> now.get().isBefore(before))
                .ifPresent(before -> findings.atField(
                        DATES,
                        LAST_UPDATED,
                        Told.that("`last_updated` goes back from " + before + " to " + now.get() + ".")
                                .remedy("Write the day of this change.")));
    }

    private static Optional<LocalDate> lastUpdated(CatalogText text) {
        return text.document()
                .at(LAST_UPDATED)
                .filter(YamlNode.Scalar.class::isInstance)
                .flatMap(node -> date(((YamlNode.Scalar) node).text()));
    }

    /** Empty for what is no date: the schema gate says so. */
    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
