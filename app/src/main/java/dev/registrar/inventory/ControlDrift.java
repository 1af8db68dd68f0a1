package dev.registrar.inventory;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.TagMutability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the controls that a registry is to have with those that it has. A control that could not be read is left out. */
final class ControlDrift {
    private static final String RAISE =
            "Nothing is at risk. Raise it in the catalog if it is meant to be so, or set it back in the Terraform.";

    private final Registry registry;
    private final AwsRepository repository;
    private final List<Drift> drift = new ArrayList<>();

    private ControlDrift(Registry registry, AwsRepository repository) {
        this.registry = registry;
        this.repository = repository;
    }

    static List<Drift> between(Registry registry, Controls ofTier, AwsRepository repository) {
        ControlDrift found = new ControlDrift(registry, repository);
        Controls wanted = registry.effective(ofTier);
        found.tags(wanted.tagMutability());
        found.encryption(wanted.encryption());
        found.retention(wanted.keepImageCount());
        found.scanning(wanted);
        return found.drift;
    }

    private void tags(TagMutability wanted) {
        repository.tags().ifPresent(actual -> {
            String shown = actual.name()
                    + (repository.exclusions().isEmpty()
                            ? ""
                            : " (" + String.join(", ", repository.exclusions()) + ")");
            compared(
                    Field.TAG_MUTABILITY,
                    // The catalog has no word for exclusions; as in Terraform, they do not take MUTABLE's meaning.
                    wanted == TagMutability.MUTABLE && actual == TagRule.MUTABLE_WITH_EXCLUSION
                            ? 0
                            : actual.compareTo(TagRule.of(wanted)),
                    wanted.word(),
                    shown,
                    actual.compareTo(TagRule.of(wanted)) < 0
                            ? "Set `image_tag_mutability` in its Terraform to `" + wanted.word() + "` again."
                            : RAISE);
        });
    }

    /** The catalog has no word for two layers of KMS; as in Terraform, its KMS stands for both. */
    private void encryption(Encryption wanted) {
        repository.encryption().ifPresent(actual -> {
            AtRest said = actual == AtRest.KMS_DSSE ? AtRest.KMS : actual;
            int difference = said.compareTo(AtRest.of(wanted));
            compared(
                    Field.ENCRYPTION,
                    difference,
                    wanted.word(),
                    actual.name(),
                    difference < 0
                            ? "ECR fixes encryption when a repository is made: make a new one and move the images."
                            : "Nothing is at risk. Write `" + said.name()
                                    + "` in the catalog; the way back would be a new repository.");
        });
    }

    /** Fewer images than agreed is the weakness; without any policy the control itself is missing. */
    private void retention(int wanted) {
        repository.retention().ifPresent(actual -> {
            boolean shorter = actual.days().isPresent()
                    || !actual.policy()
                    || actual.keeps().filter(count -> count < wanted).isPresent();
            int difference =
                    shorter ? -1 : actual.keeps().orElse(Integer.MAX_VALUE).compareTo(wanted);
            compared(
                    Field.KEEP_IMAGE_COUNT,
                    difference,
                    String.valueOf(wanted),
                    actual.words(),
                    difference > 0
                            ? RAISE
                            : actual.policy()
                                    ? "Have its life-cycle policy keep " + wanted + " images again."
                                    : "Give it a life-cycle policy that keeps " + wanted + " images.");
        });
    }

    /**
     * ECR knows one type of scanning for each account and region, so what is scanned more thoroughly than its tier asks is
     * no difference; only an entry that says that nothing is scanned is contradicted by it.
     */
    private void scanning(Controls wanted) {
        Optional<Boolean> written = registry.governance().imageScanning();
        boolean unscanned = written.filter(scans -> !scans).isPresent();
        ScanLevel level = unscanned ? ScanLevel.MANUAL : ScanLevel.of(wanted.scanning());
        repository.scanning().ifPresent(actual -> {
            int difference = actual.compareTo(level);
            if (difference < 0 || unscanned) {
                compared(
                        Field.IMAGE_SCANNING,
                        difference,
                        level.words(),
                        actual.words(),
                        difference > 0
                                ? RAISE
                                : "Change the scanning rules of the registry of " + repository.place()
                                        + ": they hold for the whole account and region.");
            }
        });
    }

    private void compared(Field field, int difference, String wanted, String actual, String remedy) {
        if (difference == 0) {
            return;
        }
        drift.add(new Drift(
                difference < 0 ? DriftKind.WEAKENED : DriftKind.STRENGTHENED,
                registry.name(),
                Optional.of(repository.place()),
                Optional.of(field.dotted()),
                Optional.of(wanted),
                Optional.of(actual),
                remedy));
    }
}
