package dev.registrar.request;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RegistryId;
import dev.registrar.catalog.Status;
import dev.registrar.policy.Policies;
import dev.registrar.pull.RepositoryName;
import java.time.LocalDate;
import java.util.Optional;

/** The entry that a request would add to the catalog. */
public final class RequestedEntry {
    private RequestedEntry() {}

    /**
     * A pending registry with the controls of its tier, and nothing of AWS.
     *
     * @param requestedBy the login of the issue's author
     * @param repository that the issue is in
     */
    public static Registry of(
            RegistryRequest request,
            String requestedBy,
            RepositoryName repository,
            int issue,
            LocalDate createdOn,
            Policies policies) {
        Controls controls = policies.controls(request.risk());
        return new Registry(
                request.name(),
                Optional.of(RegistryId.of(request.name())),
                Optional.of(request.owner()),
                Optional.of(request.risk()),
                Optional.of(request.environment()),
                Optional.of(request.domain()),
                Optional.of(requestedBy),
                Optional.of(Status.PENDING),
                Optional.of(createdOn),
                Optional.of(reference(repository, issue)),
                Optional.empty(),
                new Governance(
                        true,
                        Optional.of(true),
                        Optional.of(controls.encryption()),
                        Optional.of(controls.tagMutability()),
                        Optional.of(controls.keepImageCount())));
    }

    /** The issue as entries and commits name it: {@code owner/repo#number}. */
    static String reference(RepositoryName repository, int issue) {
        return repository.fullName() + "#" + issue;
    }
}
