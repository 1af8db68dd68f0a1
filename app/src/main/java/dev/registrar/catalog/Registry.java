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
            Optional<Integer> keepImageCount) {

        private Governance mergedWith(Governance other, Governance base) {
            return new Governance(
                    merged(present, other.present, base.present),
                    merged(imageScanning, other.imageScanning, base.imageScanning),
                    merged(encryption, other.encryption, base.encryption),
                    merged(tagMutability, other.tagMutability, base.tagMutability),
                    merged(keepImageCount, other.keepImageCount, base.keepImageCount));
        }
    }

    /** What a merge makes of this entry and another: field by field, this one's where it differs from what both come from. */
    Registry mergedWith(Registry other, Registry base) {
        return new Registry(
                name,
                merged(id, other.id, base.id),
                merged(owner, other.owner, base.owner),
                merged(risk, other.risk, base.risk),
                merged(environment, other.environment, base.environment),
                merged(domain, other.domain, base.domain),
                merged(requestedBy, other.requestedBy, base.requestedBy),
                merged(status, other.status, base.status),
                merged(createdDate, other.createdDate, base.createdDate),
                merged(request, other.request, base.request),
                merged(repositoryUrl, other.repositoryUrl, base.repositoryUrl),
                governance.mergedWith(other.governance, base.governance));
    }

    private static <T> T merged(T mine, T other, T base) {
        return mine.equals(base) ? other : mine;
    }

    /** The controls in force: what the entry says, and the tier's for the rest. */
    public Controls effective(Controls ofTier) {
        return new Controls(
                governance.tagMutability().orElse(ofTier.tagMutability()),
                governance.encryption().orElse(ofTier.encryption()),
                governance.keepImageCount().orElse(ofTier.keepImageCount()),
                ofTier.scanning());
    }
}
