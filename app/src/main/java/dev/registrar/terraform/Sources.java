package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.Expression;
import dev.registrar.hcl.HclFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parsed files, by path, and their blocks, by folder and type. */
final class Sources {
    private final SortedMap<String, HclFile> files;
    private final SortedMap<String, Map<String, List<Located>>> folders = new TreeMap<>();

    Sources(Map<String, HclFile> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.files.forEach((path, file) -> {
            if (TerraformPaths.isConfiguration(path) && !TerraformPaths.isOverride(path)) {
                Map<String, List<Located>> types =
                        folders.computeIfAbsent(TerraformPaths.folderOf(path), folder -> new HashMap<>());
                file.body()
                        .blocks()
                        .forEach(block -> types.computeIfAbsent(block.type(), type -> new ArrayList<>())
                                .add(new Located(path, block)));
            }
        });
    }

    /** A block, and the file that it is in. */
    record Located(String path, Body.Block block) {
        Place header() {
            return new Place(path, block.header());
        }
    }

    SortedMap<String, HclFile> files() {
        return files;
    }

    Set<String> folders() {
        return folders.keySet();
    }

    boolean has(String folder) {
        return folders.containsKey(folder);
    }

    List<Located> blocks(String folder, String type) {
        return folders.getOrDefault(folder, Map.of()).getOrDefault(type, List.of());
    }

    /** Where a call of a module leads in this repository; empty for what comes from elsewhere. */
    static Optional<String> localSource(String folder, Body.Block call) {
        return source(call)
                .filter(source -> source.startsWith("./") || source.startsWith("../"))
                .flatMap(source -> TerraformPaths.resolve(folder, source));
    }

    static Optional<String> source(Body.Block call) {
        return call.body()
                .value("source")
                .flatMap(value -> value instanceof Expression.Template template ? template.plain() : Optional.empty());
    }

    /** Folders that other folders use as modules. */
    Set<String> called() {
        return folders.keySet().stream()
                .flatMap(folder ->
                        blocks(folder, "module").stream().flatMap(call -> localSource(folder, call.block()).stream()))
                .collect(Collectors.toSet());
    }
}
