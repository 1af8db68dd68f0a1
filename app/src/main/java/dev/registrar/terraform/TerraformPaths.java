package dev.registrar.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Paths and patterns of configurations, from the repository's root. */
public final class TerraformPaths {
    private static final List<String> DATA = List.of(".json", ".yaml", ".yml", ".tftpl", ".tpl");

    private TerraformPaths() {}

    /**
     * Whether a file is one of those that {@code terraform.paths} names. A pattern for {@code .tf} or {@code .tfvars} holds
     * for their JSON forms too; what Terraform downloads itself is never meant.
     */
    public static boolean covers(List<String> patterns, String path) {
        if (path.startsWith(".terraform/") || path.contains("/.terraform/") || !isTerraform(path)) {
            return false;
        }
        String plain = path.endsWith(".json") ? path.substring(0, path.length() - 5) : path;
        return patterns.stream().anyMatch(pattern -> matches(pattern, path) || matches(pattern, plain));
    }

    /**
     * Whether a change of a file can change what is declared: also data that expressions read, which only reading tells, is
     * taken to matter where it lies among the configurations.
     */
    public static boolean mayMatter(List<String> patterns, String path) {
        if (covers(patterns, path)) {
            return true;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        return DATA.stream().anyMatch(lower::endsWith)
                && !path.startsWith(".github/")
                && patterns.stream()
                        .map(TerraformPaths::fixedFolder)
                        .anyMatch(folder -> path.startsWith(folder.isEmpty() ? "" : folder + "/"));
    }

    public static boolean isTerraform(String path) {
        return isConfiguration(path) || isVariables(path);
    }

    static boolean isConfiguration(String path) {
        return path.endsWith(".tf") || path.endsWith(".tf.json");
    }

    /** Its blocks are laid over those of the other files (Terraform, "Override Files"). */
    static boolean isOverride(String path) {
        String name = nameOf(path);
        return Stream.of("override.tf", "override.tf.json")
                .anyMatch(word -> name.equals(word) || name.endsWith("_" + word));
    }

    static boolean isVariables(String path) {
        return path.endsWith(".tfvars") || path.endsWith(".tfvars.json");
    }

    /** {@code **} is any number of folders, {@code *} and {@code ?} stay within one. */
    public static boolean matches(String pattern, String path) {
        List<String> wanted = List.of(pattern.split("/", -1));
        List<String> steps = List.of(path.split("/", -1));
        boolean[] fits = new boolean[steps.size() + 1]; // whether the pattern so far fits that many steps
        fits[0] = true;
        for (String want : wanted) {
            boolean[] next = new boolean[fits.length];
            for (int i = 0; i < fits.length; i++) {
                if (want.equals("**")) {
                    next[i] = fits[i] || i > 0 && next[i - 1];
                } else {
                    next[i] = i > 0 && fits[i - 1] && fits(want, steps.get(i - 1));
                }
            }
            fits = next;
        }
        return fits[steps.size()];
    }

    /** Within one step of a path. */
    static boolean fits(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether people change a root's repositories in this file: its own, or data; not one that a module has for all. */
    static boolean own(String path, String root) {
        String folder = folderOf(path);
        return folder.equals(root) || !isConfiguration(path) && !shared(folder);
    }

    /** By convention modules for many roots lie in a folder of that name. */
    static boolean shared(String folder) {
        return List.of(folder.split("/", -1)).contains("modules");
    }

    public static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A path as seen from a folder; empty where it leads out of the repository. */
    static Optional<String> resolve(String folder, String path) {
        if (path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        for (String step : (folder + "/" + path).split("/", -1)) {
            if (step.equals("..")) {
                if (steps.isEmpty()) {
                    return Optional.empty();
                }
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return Optional.of(String.join("/", steps));
    }

    /** Where a pattern's files can only be: the folders before its first wildcard. */
    public static String fixedFolder(String pattern) {
        String before = pattern.replaceFirst("[*?].*", "");
        return before.length() == pattern.length() ? folderOf(pattern) : folderOf(before + "x");
    }
}
