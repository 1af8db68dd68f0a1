package dev.registrar.request;

import dev.registrar.catalog.Status;
import dev.registrar.pull.Actor;
import dev.registrar.pull.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The message of the commit that adds a requested registry. Its last paragraph is the trailers; as everything that a person
 * typed and that stands in it is one line of plain characters, and the justification does not stand in it, nobody can forge
 * one.
 */
public final class CommitMessage {
    // A person's login, also that of a managed user, or an App's.
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_-]{1,100}(\\[bot])?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private CommitMessage() {}

    /**
     * The whole message.
     *
     * @param approvers each once, in the order in which they approved
     * @param auditHash of the audit record, if there is one already
     * @throws IllegalArgumentException when the hash is no SHA-256 in lower-case hexadecimal digits
     */
    public static String forRequest(
            RegistryRequest request,
            RepositoryName repository,
            int issue,
            Actor requester,
            List<Actor> approvers,
            Optional<String> auditHash) {
        String reference = RequestedEntry.reference(repository, issue);
        List<String> trailers = new ArrayList<>();
        trailers.add("Registry-Request: " + reference);
        trailers.add("Requested-by: " + person(requester));
        approvers.forEach(approver -> trailers.add("Approved-by: " + person(approver)));
        auditHash.ifPresent(hash -> trailers.add("Registrar-Audit: " + checked(hash)));
        return "Add registry " + request.name() + "\n\nAsked for in " + reference + " and approved there. It is a "
                + request.risk().word() + "-risk registry\nfor "
                + request.environment().word() + ", owned by "
                + request.owner() + ".\n\n" + String.join("\n", trailers) + "\n";
    }

    /**
     * The message of the commit that gives a registry another status.
     *
     * @throws IllegalArgumentException when the name is none that a registry can have, or the hash no SHA-256
     */
    public static String forStatus(
            String registry, Status to, RepositoryName repository, int issue, Actor by, String auditHash) {
        String reference = RequestedEntry.reference(repository, issue);
        return verb(to) + " registry " + name(registry) + "\n\nAsked for in " + reference
                + ".\n\nRegistry-Request: " + reference + "\nRequested-by: " + person(by) + "\nRegistrar-Audit: "
                + checked(auditHash) + "\n";
    }

    /**
     * The message of the commit that follows on what AWS has.
     *
     * @param activated registries that are active from now on
     * @param entities whether the Backstage entities change, too
     * @param auditHash of the audit record, where there is one
     */
    public static String forSync(List<String> activated, boolean entities, Optional<String> auditHash) {
        List<String> names = activated.stream().map(CommitMessage::name).toList();
        String title = names.isEmpty()
                ? "Update the Backstage entities"
                : names.size() == 1 ? "Activate registry " + names.get(0) : "Activate " + names.size() + " registries";
        String text = names.isEmpty()
                ? "They follow on what ECR has."
                : "ECR has " + String.join(",\n", names) + " now."
                        + (entities ? " The Backstage entities follow." : "");
        return title + "\n\n" + text + "\n"
                + auditHash
                        .map(hash -> "\nRegistrar-Audit: " + checked(hash) + "\n")
                        .orElse("");
    }

    /** The message of the commit that makes a catalog say what is so in AWS. */
    public static String forRepair(List<String> registries) {
        return "Follow AWS in the catalog\n\n"
                + String.join("\n", registries.stream().map(CommitMessage::name).toList()) + "\n";
    }

    /** What is done to a registry that gets this status. */
    public static String verb(Status to) {
        return switch (to) {
            case PENDING -> "Reset";
            case ACTIVE -> "Activate";
            case DEPRECATED -> "Deprecate";
            case DECOMMISSIONED -> "Decommission";
        };
    }

    private static String name(String registry) {
        if (!RegistryRequest.isName(registry)) {
            throw new IllegalArgumentException("not a registry's name");
        }
        return registry;
    }

    private static String person(Actor actor) {
        boolean plain = LOGIN.matcher(actor.login()).matches();
        return plain ? "@" + actor.login() + " (id " + actor.id() + ")" : "id " + actor.id();
    }

    private static String checked(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return hash;
    }
}
