package dev.registrar.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each library in the jar with the licences that it offers, from the bill of materials; and those that we may choose. */
record Licences(Map<String, Set<String>> byLibrary) {
    /**
     * What may go unchanged into a work under Apache-2.0: the permissive ones, and EPL-2.0, which the Apache Software
     * Foundation takes in binary form (its licence policy, category B). RE2/J's "Go License" is BSD with three clauses.
     */
    static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "Go License", "MIT", "MIT-0");

    /** Nothing has to be given on, or, for Apache-2.0, the text that is Registrar's own. */
    private static final Set<String> WITHOUT_TEXT = Set.of("Apache-2.0", "CC0-1.0", "MIT-0");

    private static final Path BILL = Path.of("target/bom.json");
    /** From the libraries' jars, by name and version. */
    private static final Path FOUND = Path.of("target/licences");
    /** By a library's group, or by the licence. */
    private static final Path ADDED = Path.of("src/licences");

    Licences {
        byLibrary = Collections.unmodifiableMap(new TreeMap<>(byLibrary));
    }

    static JsonNode bill() {
        if (!Files.exists(BILL)) {
            throw new AssertionError("no " + BILL + ": mvn generate-resources -pl app writes it");
        }
        try {
            return new ObjectMapper().readTree(BILL.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Licences of(JsonNode bill) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode component : bill.path("components")) {
            String library = component.path("group").asText() + ":"
                    + component.path("name").asText();
            Set<String> licences = found.computeIfAbsent(library, any -> new TreeSet<>());
            component.path("licenses").forEach(choice -> licences.add(name(choice)));
        }
        return new Licences(found);
    }

    private static String name(JsonNode choice) {
        JsonNode licence = choice.path("license");
        String id = licence.path("id").asText(licence.path("name").asText());
        // An expression is on no list: somebody has to read it.
        return id.isEmpty() ? choice.path("expression").asText() : id;
    }

    /** Several licences of one library are its users' to choose from, so one is enough; none is never enough. */
    Map<String, Set<String>> notAllowed() {
        Map<String, Set<String>> bad = new TreeMap<>(byLibrary);
        bad.values().removeIf(licences -> licences.stream().anyMatch(ALLOWED::contains));
        return bad;
    }

    /** Those whose licence wants its text to go along, and does not find it in the jar. */
    Set<String> lackText() throws IOException {
        Set<String> lacking = new TreeSet<>();
        for (Map.Entry<String, Set<String>> library : byLibrary.entrySet()) {
            String group = library.getKey().replaceFirst(":.*", "");
            String name = library.getKey().replaceFirst(".*:", "");
            boolean there = library.getValue().stream()
                            .anyMatch(licence -> WITHOUT_TEXT.contains(licence) || Files.exists(ADDED.resolve(licence)))
                    || Files.exists(ADDED.resolve(group))
                    || found(name);
            if (!there) {
                lacking.add(library.getKey());
            }
        }
        return lacking;
    }

    private static boolean found(String name) throws IOException {
        try (Stream<Path> folders = Files.list(FOUND)) {
            return folders.anyMatch(
                    folder -> folder.getFileName().toString().matches(Pattern.quote(name) + "-[0-9].*"));
        }
    }

    String page() {
        String rows = byLibrary.entrySet().stream()
                .map(library -> "| " + library.getKey() + " | " + String.join(" or ", library.getValue()) + " |\n")
                .collect(Collectors.joining());
        return """
                # Licences

                Registrar is under the Apache License 2.0. Its jar holds these libraries, unchanged; where there are several licences,
                one may be chosen. Written from the bill of materials, which has versions and digests too; the build fails when this
                page is not current, and when a library has no licence that fits. The texts of the licences, and the notices that some
                ask to be given on, are in the jar below `META-INF/licenses`, for each library as its own jar has them.

                | Library | Licence |
                |---|---|
                """ + rows;
    }
}
