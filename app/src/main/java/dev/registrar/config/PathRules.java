package dev.registrar.config;

import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Paths are relative, normalized, distinct, and stay inside the repository (contract, section 4). */
final class PathRules {
    private final YamlDocument document;
    private final List<Fault> faults = new ArrayList<>();

    PathRules(YamlDocument document) {
        this.document = document;
    }

    List<Fault> faults(Configuration configuration) {
        Map<String, Pointer> seen = new LinkedHashMap<>();
        file(seen, configuration.catalog().path(), Pointer.of("catalog", "path"));
        configuration.catalog().docs().ifPresent(path -> file(seen, path, Pointer.of("catalog", "docs")));
        configuration.catalog().backstage().ifPresent(path -> file(seen, path, Pointer.of("catalog", "backstage")));
        configuration.terraform().tfvars().ifPresent(path -> variables(seen, path, Pointer.of("terraform", "tfvars")));
        inside(configuration.policies(), Pointer.of("policies"));
        int index = 0;
        for (String path : configuration.terraform().paths()) {
            inside(path, Pointer.of("terraform", "paths", String.valueOf(index++)));
        }
        return List.copyOf(faults);
    }

    private void file(Map<String, Pointer> seen, String path, Pointer at) {
        inside(path, at);
        if (path.endsWith("/")) {
            fault(at, "“" + path + "” is a folder; a file is wanted.", "Name the file.");
        }
        if (path.toLowerCase(Locale.ROOT).startsWith(".github/")) {
            fault(
                    at,
                    "“" + path + "” lies under .github/, where nothing is generated.",
                    "Choose a path outside .github/.");
        }
        Pointer other = seen.putIfAbsent(path, at);
        if (other != null) {
            fault(
                    at,
                    "“" + path + "” is the path of `" + String.join(".", other.segments()) + "` too.",
                    "Give each file a path of its own.");
        }
    }

    private void variables(Map<String, Pointer> seen, String path, Pointer at) {
        file(seen, path, at);
        if (path.replace(Configuration.Terraform.ENVIRONMENT, "").matches(".*[{}].*")) {
            fault(
                    at,
                    "“" + path + "” has a placeholder that means nothing.",
                    "The only one is `" + Configuration.Terraform.ENVIRONMENT + "`.");
        }
    }

    private void inside(String path, Pointer at) {
        String body = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean leaves = path.startsWith("/") || path.contains("\\") || path.matches("^[A-Za-z]:.*");
        boolean normalized = !body.isEmpty()
                && List.of(body.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (leaves || !normalized || path.codePoints().anyMatch(Character::isISOControl)) {
            fault(
                    at,
                    "The path of `" + String.join(".", at.segments()) + "` is not a plain path inside the repository.",
                    "Write it relative to the repository's root, without `..`, `.`, a leading slash or a backslash.");
        }
        if (body.equals(".git") || body.startsWith(".git/")) {
            fault(at, "A path under .git/ is never read or written.", "Choose another path.");
        }
    }

    private void fault(Pointer at, String message, String remedy) {
        Span span = document.at(at)
                .map(node -> node.span())
                .or(() -> document.keySpan(at.parent()))
                .orElse(Span.FIRST);
        faults.add(new Fault(Fault.Kind.PATH, span, message, remedy));
    }
}
