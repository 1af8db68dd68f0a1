package dev.registrar.onboarding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Terraform that makes ECR repositories.
 *
 * @param files those where it was seen, sorted
 * @param paths globs that hold them and what belongs to them
 * @param modules globs for the sources of modules that make them
 */
public record FoundTerraform(List<String> files, List<String> paths, List<String> modules) {
    /** What is read where nothing else is said (contract, section 4). */
    private static final List<String> USUAL_PATHS = List.of("envs/**/*.tf", "envs/**/*.tfvars", "modules/**/*.tf");

    private static final List<String> USUAL_MODULES = List.of("**/modules/aws_ecr");
    // One line at a time, and none longer than this: a look, not a reading.
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern RESOURCE = Pattern.compile("\\s*resource\\s+\"aws_ecr_repository\".*");
    private static final Pattern SOURCE = Pattern.compile("\\s*source\\s*=\\s*\"([^\"]*)\".*");

    /** An address in Terraform's public registry: namespace, name, provider ("Module Sources"). */
    private static final Pattern REGISTERED = Pattern.compile("[0-9A-Za-z_-]+/([0-9A-Za-z_-]+)/[0-9a-z]+");

    public FoundTerraform {
        files = List.copyOf(files);
        paths = List.copyOf(paths);
        modules = List.copyOf(modules);
    }

    /** @param texts by path */
    public static Optional<FoundTerraform> in(Map<String, String> texts) {
        SortedMap<String, List<String>> sources = new TreeMap<>();
        texts.forEach((path, text) -> look(path, text, sources));
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        List<String> modules = Stream.concat(
                        USUAL_MODULES.stream(),
                        sources.values().stream().flatMap(List::stream).map(FoundTerraform::glob))
                .distinct()
                .toList();
        return Optional.of(
                new FoundTerraform(List.copyOf(sources.keySet()), paths(sources.keySet().stream()), modules));
    }

    private static void look(String path, String text, SortedMap<String, List<String>> found) {
        TreeSet<String> modules = new TreeSet<>();
        boolean declares = false;
        for (String line : (Iterable<String>) text.lines().filter(l -> l.length() <= LONGEST_LINE)::iterator) {
            declares |= RESOURCE.matcher(line).matches();
            Matcher source = SOURCE.matcher(line);
            if (source.matches() && isEcr(source.group(1))) {
                modules.add(source.group(1));
            }
        }
        if (declares || !modules.isEmpty()) {
            found.put(path, List.copyOf(modules));
        }
    }

    /** By the module's own name, so that a folder of that name further up does not count. */
    private static boolean isEcr(String source) {
        Matcher registered = REGISTERED.matcher(source);
        String name = registered.matches() ? registered.group(1) : lastPart(source);
        return List.of(name.split("[^A-Za-z0-9]+")).contains("ecr");
    }

    private static String lastPart(String source) {
        String path = source.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.git$", "");
    }

    private static String glob(String source) {
        if (REGISTERED.matcher(source).matches()) {
            return source;
        }
        String last = lastPart(source);
        return ("/" + source).contains("/modules/" + last) ? "**/modules/" + last : "**/" + last;
    }

    /** The usual ones where they hold everything, else the topmost folders of what was found. */
    private static List<String> paths(Stream<String> files) {
        List<String> folders = files.map(file -> file.contains("/") ? file.substring(0, file.indexOf('/')) : "")
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        if (List.of("envs", "modules").containsAll(folders)) {
            return USUAL_PATHS;
        }
        return folders.stream()
                .flatMap(folder -> folder.isEmpty()
                        ? Stream.of("*.tf", "*.tfvars")
                        : Stream.of(folder + "/**/*.tf", folder + "/**/*.tfvars"))
                .toList();
    }

    boolean usualPaths() {
        return paths.equals(USUAL_PATHS);
    }

    boolean usualModules() {
        return modules.equals(USUAL_MODULES);
    }
}
