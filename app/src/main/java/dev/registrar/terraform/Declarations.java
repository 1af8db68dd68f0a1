package dev.registrar.terraform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that the configurations of a repository, or a plan, declare.
 *
 * @param policies access policies of repositories
 * @param roles roles that can be assumed
 * @param scanning settings of whole registries
 * @param moves by root: addresses that become others
 * @param forgotten addresses, with their roots, that Terraform is told to forget and not to destroy
 * @param troubles what could not be read; with any of them, what is not declared here may be declared there
 * @param files all that were read
 * @param unwatched data that they read from where a change of it is not noticed
 * @param written where values stand as such in the arguments that they are meant for
 */
public record Declarations(
        List<Repository> repositories,
        List<Document> policies,
        List<Document> roles,
        List<Scanning> scanning,
        Map<String, List<Move>> moves,
        Set<String> forgotten,
        List<Trouble> troubles,
        Set<String> files,
        Set<String> unwatched,
        Set<Place> written) {
    public static final Declarations NONE = new Declarations(
            List.of(), List.of(), List.of(), List.of(), Map.of(), Set.of(), List.of(), Set.of(), Set.of(), Set.of());

    public Declarations {
        repositories = List.copyOf(repositories);
        policies = List.copyOf(policies);
        roles = List.copyOf(roles);
        scanning = List.copyOf(scanning);
        moves = Map.copyOf(moves);
        forgotten = Set.copyOf(forgotten);
        troubles = List.copyOf(troubles);
        files = Set.copyOf(files);
        unwatched = Set.copyOf(unwatched);
        written = Set.copyOf(written);
    }

    public Declarations with(Trouble trouble) {
        List<Trouble> more =
                Stream.concat(troubles.stream(), Stream.of(trouble)).toList();
        return new Declarations(
                repositories, policies, roles, scanning, moves, forgotten, more, files, unwatched, written);
    }

    public Declarations unwatched(Set<String> data) {
        return new Declarations(
                repositories, policies, roles, scanning, moves, forgotten, troubles, files, data, written);
    }

    public boolean whole() {
        return troubles.isEmpty();
    }

    /** Whether a root was read whole. */
    public boolean whole(String root) {
        return troubles.stream().noneMatch(trouble -> trouble.hides(root));
    }

    /**
     * A policy document.
     *
     * @param subject the name of the repository or role that it is for, as far as it is known
     * @param content unknown where it cannot be told
     */
    public record Document(String root, String address, Optional<String> subject, Place place, Value content) {}

    /**
     * A registry's scanning.
     *
     * @param rules each with {@code scan_frequency} and {@code repository_filter}
     */
    public record Scanning(String root, Place place, Value type, Value rules) {}

    /** A {@code moved} block. */
    public record Move(String from, String to) {}
}
