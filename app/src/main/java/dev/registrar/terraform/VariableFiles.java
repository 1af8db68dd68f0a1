package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.HclFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which variable files go with which root. Terraform loads {@code terraform.tfvars} and {@code *.auto.tfvars} of the root's
 * folder by itself; what is given by {@code -var-file} nobody writes down, so every other file in or below a root's folder
 * is taken for one way to run it, and so is a file elsewhere whose variables only one root has.
 */
final class VariableFiles {
    private final Sources sources;
    private final Set<String> roots;

    VariableFiles(Sources sources, Set<String> roots) {
        this.sources = sources;
        this.roots = roots;
    }

    /** For each root the sets of files that it is run with; at least one, which may be empty. */
    Map<String, List<List<String>>> runs() {
        Map<String, List<String>> always = new HashMap<>();
        Map<String, Map<String, List<String>>> chosen = new HashMap<>();
        for (String path : sources.files().keySet()) {
            if (!TerraformPaths.isVariables(path)) {
                continue;
            }
            String folder = TerraformPaths.folderOf(path);
            if (roots.contains(folder) && automatic(TerraformPaths.nameOf(path))) {
                always.computeIfAbsent(folder, root -> new ArrayList<>()).add(path);
                continue;
            }
            rootOf(path, folder)
                    .ifPresent(root -> chosen.computeIfAbsent(root, key -> new LinkedHashMap<>())
                            .computeIfAbsent(folder, key -> new ArrayList<>())
                            .add(path));
        }
        Map<String, List<List<String>>> runs = new LinkedHashMap<>();
        for (String root : roots) {
            List<String> base = inOrder(always.getOrDefault(root, List.of()));
            List<List<String>> all = new ArrayList<>();
            chosen.getOrDefault(root, Map.of())
                    .values()
                    .forEach(files -> together(files).forEach(set -> {
                        List<String> run = new ArrayList<>(base);
                        run.addAll(set);
                        all.add(run);
                    }));
            runs.put(root, all.isEmpty() ? List.of(base) : all);
        }
        return runs;
    }

    private static boolean automatic(String name) {
        return name.equals("terraform.tfvars")
                || name.equals("terraform.tfvars.json")
                || name.endsWith(".auto.tfvars")
                || name.endsWith(".auto.tfvars.json");
    }

    /** {@code terraform.tfvars} first, the others by name: the later wins (Terraform, "Variable Definition Precedence"). */
    private static List<String> inOrder(List<String> files) {
        List<String> ordered = new ArrayList<>();
        for (String first : List.of("terraform.tfvars", "terraform.tfvars.json")) {
            files.stream()
                    .filter(file -> TerraformPaths.nameOf(file).equals(first))
                    .forEach(ordered::add);
        }
        files.stream().filter(file -> !ordered.contains(file)).forEach(ordered::add);
        return ordered;
    }

    private Optional<String> rootOf(String path, String folder) {
        String above = folder;
        while (true) {
            if (roots.contains(above)) {
                return Optional.of(above);
            }
            if (above.isEmpty()) {
                break;
            }
            above = TerraformPaths.folderOf(above);
        }
        Set<String> names = names(path);
        List<String> fitting = roots.stream()
                .filter(root -> !names.isEmpty() && variables(root).containsAll(names))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private Set<String> variables(String root) {
        Set<String> names = new HashSet<>();
        sources.blocks(root, "variable")
                .forEach(variable -> variable.block().label(0).ifPresent(names::add));
        return names;
    }

    private Set<String> names(String path) {
        Set<String> names = new HashSet<>();
        HclFile file = sources.files().get(path);
        if (file != null) {
            file.body().attributes().stream().map(Body.Attribute::name).forEach(names::add);
        }
        return names;
    }

    /** Files of one folder that set different variables go together; those that set the same one exclude each other. */
    private List<List<String>> together(List<String> files) {
        Set<String> seen = new HashSet<>();
        boolean disjoint = files.stream().flatMap(file -> names(file).stream()).allMatch(seen::add);
        return disjoint ? List.of(files) : files.stream().map(List::of).toList();
    }
}
