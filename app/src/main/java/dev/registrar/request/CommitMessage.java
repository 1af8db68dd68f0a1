package dev.registrar.request;

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
     * The message of the commit that deprecates a registry.
     *
     * @throws IllegalArgumentException when the name is none that a registry can have, or the hash no SHA-256
     */
    public static String forDeprecation(
            String registry, RepositoryName repository, int issue, Actor by, String auditHash) {
        if (!RegistryRequest.isName(registry)) {
            throw new IllegalArgumentException("not a registry's name");
        }
        String reference = RequestedEntry.reference(repository, issue);
        return "Deprecate registry " + registry + "\n\nAsked for in " + reference + ".\n\nRegistry-Request: "
                + reference + "\nRequested-by: " + person(by) + "\nRegistrar-Audit: " + checked(auditHash) + "\n";
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
