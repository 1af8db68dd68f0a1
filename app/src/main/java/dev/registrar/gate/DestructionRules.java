package dev.registrar.gate;

import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.Declarations.Move;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.PlanChanges;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.Value;
import dev.registrar.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a change would make Terraform destroy, for good or to make it anew: either way the images are gone. */
final class DestructionRules {
    private static final RuleId DESTROYED = new RuleId("POL-ECR-007-R14");
    private static final RuleId REPLACED = new RuleId("POL-ECR-007-R15");

    private final TerraformProposal proposal;
    private final TerraformFindings findings;

    DestructionRules(TerraformProposal proposal, TerraformFindings findings) {
        this.proposal = proposal;
        this.findings = findings;
    }

    void judge() {
        if (proposal.plan().isPresent()) {
            planned(proposal.plan().get());
            return;
        }
        proposal.before().ifPresent(this::step);
    }

    private void planned(PlanChanges plan) {
        for (PlanChanges.Change change : plan.destroyed()) {
            destroyed(change.name().orElse(change.address()), change.place(), "The plan destroys ");
        }
        for (PlanChanges.Change change : plan.replaced()) {
            String name = change.name().orElse(change.address());
            String because = change.because().isEmpty() ? "" : " because of " + String.join(", ", change.because());
            replaced(
                    name,
                    change.place(),
                    "The plan replaces `" + name + "`" + because + ", and its images are lost.",
                    "");
        }
    }

    private void step(Side before) {
        Optional<Place> lastLeft = Optional.empty();
        for (Repository old : before.declarations().repositories()) {
            Optional<String> name = old.name().text();
            if (name.isEmpty()) {
                continue;
            }
            Optional<Repository> same = sameName(old, name.get());
            if (same.isPresent()) {
                kept(old, same.get(), name.get());
                lastLeft = same.map(Repository::place);
            } else {
                gone(old, name.get(), lastLeft);
            }
        }
    }

    private Declarations now() {
        return proposal.after().declarations();
    }

    /** The one at the same address before others: a name may be declared for several accounts. */
    private Optional<Repository> sameName(Repository old, String name) {
        List<Repository> all = now().repositories().stream()
                .filter(repository ->
                        repository.name().text().filter(name::equals).isPresent())
                .toList();
        return all.stream()
                .filter(repository -> follows(old, repository))
                .findFirst()
                .or(() -> all.stream()
                        .filter(repository -> repository.root().equals(old.root()))
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private boolean follows(Repository old, Repository repository) {
        return repository.root().equals(old.root()) && repository.address().equals(moved(old.root(), old.address()));
    }

    private String moved(String root, String address) {
        String at = address;
        for (Move move : now().moves().getOrDefault(root, List.of())) {
            boolean whole = at.equals(move.from());
            boolean part = at.startsWith(move.from() + ".") || at.startsWith(move.from() + "[");
            if (whole || part) {
                at = move.to() + at.substring(move.from().length());
            }
        }
        return at;
    }

    private boolean forgotten(Repository old) {
        String bare = old.address().replaceAll("\\[[^\\]]*\\]", "");
        return now().forgotten().contains(old.key()) || now().forgotten().contains(old.root() + "|" + bare);
    }

    private void kept(Repository old, Repository now, String name) {
        if (!follows(old, now)) {
            if (!forgotten(old) && !twin(old, name)) {
                String to = now.root().equals(old.root())
                        ? "`" + now.address() + "`"
                        : "another root, `" + now.root() + "`";
                replaced(
                        name,
                        now.place(),
                        "`" + name + "` goes from `" + old.address() + "` to " + to
                                + ": Terraform destroys it there and makes it anew here, and its images are lost.",
                        now.root().equals(old.root())
                                ? "Add a `moved` block from the old address to the new one."
                                : "Take it out of the old state with a `removed` block with `destroy = false`, and import it in the new one.");
            }
            return;
        }
        fixed(name, now, "encryption", old.encryption(), now.encryption());
        fixed(name, now, "the KMS key", old.kmsKey(), now.kmsKey());
    }

    /** Whether it was declared at the new place before, too: then that one stays, and this one is gone. */
    private boolean twin(Repository old, String name) {
        return proposal.before().orElseThrow().declarations().repositories().stream()
                .filter(other -> other.name().text().filter(name::equals).isPresent())
                .filter(other -> !other.key().equals(old.key()))
                .anyMatch(other -> now().repositories().stream().anyMatch(left -> follows(other, left)));
    }

    private void fixed(String name, Repository now, String what, Value before, Value after) {
        boolean told = before.known() && after.known();
        boolean same = before.text().equals(after.text());
        if (told && !same) {
            replaced(
                    name,
                    now.shown(after.isNull() ? now.encryption() : after),
                    "A change of " + what + " makes Terraform replace `" + name + "`, and its images are lost.",
                    "");
        }
    }

    private void gone(Repository old, String name, Optional<Place> lastLeft) {
        if (newTrouble(old.root()) || forgotten(old)) {
            return;
        }
        Optional<Repository> heir = now().repositories().stream()
                .filter(repository -> follows(old, repository))
                .findFirst();
        if (heir.isPresent() && heir.get().name().text().isPresent()) {
            replaced(
                    name,
                    heir.get().shown(heir.get().name()),
                    "`" + name + "` becomes `" + heir.get().name().text().get()
                            + "`: ECR cannot rename, so Terraform replaces it, and its images are lost.",
                    "");
            return;
        }
        destroyed(name, place(old, lastLeft), "This change destroys ");
    }

    /** It may be in what cannot be read any more, and that is told. What could not be read before hides nothing new. */
    private boolean newTrouble(String root) {
        Map<String, Long> before = troubles(proposal.before().orElseThrow(), root);
        return troubles(proposal.after(), root).entrySet().stream()
                .anyMatch(file -> file.getValue() > before.getOrDefault(file.getKey(), 0L));
    }

    private static Map<String, Long> troubles(Side side, String root) {
        return side.declarations().troubles().stream()
                .filter(trouble -> trouble.hides(root))
                .collect(Collectors.groupingBy(trouble -> trouble.place().path(), Collectors.counting()));
    }

    /** What is gone has no line any more: its neighbour has, or else the file. */
    private Place place(Repository old, Optional<Place> lastLeft) {
        String path = old.place().path();
        return lastLeft.filter(place -> place.path().equals(path))
                .orElseGet(() -> new Place(
                        now().files().contains(path)
                                ? path
                                : now().files().stream().sorted().findFirst().orElse(path),
                        Span.FIRST));
    }

    private Optional<Registry> registry(String name) {
        Optional<Registry> now = proposal.after().catalog().flatMap(catalog -> catalog.registry(name));
        return now.or(() -> proposal.before().flatMap(Side::catalog).flatMap(catalog -> catalog.registry(name)));
    }

    private boolean status(String name, Status status) {
        return registry(name).flatMap(Registry::status).filter(status::equals).isPresent();
    }

    private void destroyed(String name, Place place, String what) {
        if (status(name, Status.DECOMMISSIONED) || status(name, Status.PENDING)) {
            return;
        }
        String state = registry(name)
                .map(entry ->
                        ", which is " + entry.status().map(Status::word).orElse("of no status") + " in the catalog")
                .orElse(", which is not in the catalog");
        Told told = Told.that(what + "`" + name + "`" + state + ".");
        if (registry(name).isPresent()) {
            findings.at(DESTROYED, Optional.of(name), place, told);
        } else {
            findings.alert(DESTROYED, Optional.of(name), place, told.remedy("Make sure that nobody uses its images."));
        }
    }

    /** A pending registry has not been made yet, so everything about it can still change. */
    private void replaced(String name, Place place, String message, String remedy) {
        if (status(name, Status.PENDING) || status(name, Status.DECOMMISSIONED)) {
            return;
        }
        Told told = Told.that(message);
        findings.at(REPLACED, Optional.of(name), place, remedy.isEmpty() ? told : told.remedy(remedy));
    }
}
