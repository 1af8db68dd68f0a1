package dev.registrar.inventory;

import java.util.List;
import java.util.Optional;

/**
 * The rules of a registry by which ECR makes repositories that nobody asked for.
 *
 * @param caches prefixes of pull-through cache rules
 * @param onPush prefixes of creation templates that let a push make a repository
 * @param replications where its repositories are copied to
 */
public record Rules(List<String> caches, List<String> onPush, List<Replication> replications) {
    public static final Rules NONE = new Rules(List.of(), List.of(), List.of());

    /** ECR's word for a rule that holds for every name. */
    static final String ROOT = "ROOT";

    public Rules {
        caches = List.copyOf(caches);
        onPush = List.copyOf(onPush);
        replications = List.copyOf(replications);
    }

    /** @param prefixes of the names that are copied; none: all are */
    public record Replication(Place to, List<String> prefixes) {
        public Replication {
            prefixes = List.copyOf(prefixes);
        }

        boolean copies(String name, Place place) {
            return to.equals(place) && (prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith));
        }
    }

    Optional<String> cacheOf(String name) {
        return longest(caches, name);
    }

    Optional<String> templateOf(String name) {
        return longest(onPush, name);
    }

    /** The most specific prefix decides (ECR, "Repository creation templates"). */
    private static Optional<String> longest(List<String> prefixes, String name) {
        return prefixes.stream()
                .filter(prefix -> prefix.equals(ROOT) || name.startsWith(slashed(prefix)))
                .max((a, b) -> Integer.compare(weight(a), weight(b)));
    }

    private static int weight(String prefix) {
        return prefix.equals(ROOT) ? -1 : prefix.length();
    }

    private static String slashed(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
