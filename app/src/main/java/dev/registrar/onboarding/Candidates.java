package dev.registrar.onboarding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files of a repository are worth a call each, the likeliest first. */
public final class Candidates {
    /** Where a catalog is if nothing else is said (contract, section 4). */
    static final String USUAL_CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";

    private static final int MOST_CATALOGS = 10;
    private static final int MOST_TERRAFORM = 25;
    /** Folders with other people's files. */
    private static final Set<String> FOREIGN = Set.of(".terraform", "node_modules", "vendor", ".github", "testdata");

    private Candidates() {}

    public static List<String> catalogs(List<String> paths) {
        return paths.stream()
                .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
                .filter(path -> !foreign(path))
                .filter(path -> catalogLikeness(path) > 0)
                .sorted(Comparator.comparingInt(Candidates::catalogLikeness)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_CATALOGS)
                .toList();
    }

    private static int catalogLikeness(String path) {
        if (path.equals(USUAL_CATALOG)) {
            return 10;
        }
        String name = name(path);
        boolean ecr = name.contains("ecr");
        boolean registry = name.contains("registr");
        boolean catalog = name.contains("catalog");
        return (ecr ? 3 : 0) + (registry ? 2 : 0) + (catalog ? 2 : 0);
    }

    public static List<String> terraform(List<String> paths) {
        return paths.stream()
                .filter(path -> path.endsWith(".tf"))
                .filter(path -> !foreign(path))
                .sorted(Comparator.comparingInt(Candidates::terraformLikeness)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TERRAFORM)
                .toList();
    }

    private static int terraformLikeness(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        boolean ecr = lower.contains("ecr");
        boolean registry = lower.contains("registr") || lower.contains("repositor");
        boolean main = name(path).equals("main.tf");
        return (ecr ? 4 : 0) + (registry ? 2 : 0) + (main ? 1 : 0);
    }

    private static boolean foreign(String path) {
        return List.of(path.split("/")).stream().anyMatch(FOREIGN::contains);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
