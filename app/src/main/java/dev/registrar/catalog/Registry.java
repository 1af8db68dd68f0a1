package dev.registrar.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One registry as its catalog entry states it. A field is empty where the entry does not have it, or has something there
 * that the catalog's schema refuses: the schema gate answers for that, and nobody else judges it.
 *
 * @param name the entry's key, whatever was written there
 */
public record Registry(
        String name,
        Optional<String> id,
        Optional<String> owner,
        Optional<RiskTier> risk,
        Optional<Environment> environment,
        Optional<String> domain,
        Optional<String> requestedBy,
        Optional<Status> status,
        Optional<LocalDate> createdDate,
        Optional<String> request,
        Optional<String> repositoryUrl,
        Governance governance) {

    /** What the entry says about controls; what it leaves out is the tier's. */
    public record Governance(
            boolean present,
            Optional<Boolean> imageScanning,
            Optional<Encryption> encryption,
            Optional<TagMutability> tagMutability,
            Optional<Integer> keepImageCount) {}

    /** The controls in force: what the entry says, and the tier's for the rest. */
    public Controls effective(Controls ofTier) {
        return new Controls(
                governance.tagMutability().orElse(ofTier.tagMutability()),
                governance.encryption().orElse(ofTier.encryption()),
                governance.keepImageCount().orElse(ofTier.keepImageCount()),
                ofTier.scanning());
    }
}
