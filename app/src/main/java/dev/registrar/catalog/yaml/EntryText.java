package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.yaml.ScalarWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry as the lines of a catalog. */
final class EntryText {
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private EntryText(Style style) {
        this.style = style;
    }

    static List<String> lines(Registry registry, Style style) {
        EntryText text = new EntryText(style);
        text.entry(registry);
        return List.copyOf(text.lines);
    }

    /** The lines that give a field its value below a map at this indent: its key, or the map that is missing around it. */
    static List<String> lines(List<String> path, String scalar, int indent, Style style) {
        List<String> lines = new ArrayList<>();
        int at = indent;
        for (String key : path.subList(0, path.size() - 1)) {
            lines.add(" ".repeat(at) + ScalarWriter.write(key, style.key()) + ":");
            at += style.step();
        }
        lines.add(" ".repeat(at) + ScalarWriter.write(path.get(path.size() - 1), style.key()) + ": " + scalar);
        return lines;
    }

    private void entry(Registry registry) {
        Map<Field, String> scalars = scalars(registry);
        boolean bare = scalars.isEmpty() && !registry.governance().present();
        lines.add(" ".repeat(style.entryIndent()) + ScalarWriter.write(registry.name(), style.name()) + ":"
                + (bare ? " {}" : ""));
        List<String> open = new ArrayList<>();
        scalars.forEach((field, scalar) -> field(open, field.path(), scalar));
        boolean governed =
                scalars.keySet().stream().anyMatch(field -> field.path().get(0).equals("governance"));
        if (registry.governance().present() && !governed) {
            lines.add(indent(1) + ScalarWriter.write("governance", style.key()) + ": {}");
        }
    }

    /** @param open the maps around the line before */
    private void field(List<String> open, List<String> path, String scalar) {
        int depth = 0;
        while (depth < path.size() - 1 && depth < open.size() && open.get(depth).equals(path.get(depth))) {
            depth++;
        }
        lines.addAll(lines(
                path.subList(depth, path.size()), scalar, style.entryIndent() + style.step() * (depth + 1), style));
        open.clear();
        open.addAll(path.subList(0, path.size() - 1));
    }

    private String indent(int depth) {
        return " ".repeat(style.entryIndent() + style.step() * depth);
    }

    /** In the contract's order. */
    private Map<Field, String> scalars(Registry registry) {
        Map<Field, String> scalars = new LinkedHashMap<>();
        text(scalars, Field.ID, registry.id());
        text(scalars, Field.OWNER, registry.owner());
        text(scalars, Field.RISK, registry.risk().map(Vocabulary::word));
        text(scalars, Field.ENVIRONMENT, registry.environment().map(Vocabulary::word));
        text(scalars, Field.REQUESTED_BY, registry.requestedBy());
        text(scalars, Field.DOMAIN, registry.domain());
        text(scalars, Field.STATUS, registry.status().map(Vocabulary::word));
        text(scalars, Field.CREATED_DATE, registry.createdDate().map(LocalDate::toString));
        text(scalars, Field.REQUEST, registry.request());
        text(scalars, Field.REPOSITORY_URL, registry.repositoryUrl());
        Registry.Governance governance = registry.governance();
        governance.imageScanning().ifPresent(on -> scalars.put(Field.IMAGE_SCANNING, on.toString()));
        text(scalars, Field.ENCRYPTION, governance.encryption().map(Vocabulary::word));
        text(scalars, Field.TAG_MUTABILITY, governance.tagMutability().map(Vocabulary::word));
        governance.keepImageCount().ifPresent(count -> scalars.put(Field.KEEP_IMAGE_COUNT, count.toString()));
        return scalars;
    }

    private void text(Map<Field, String> scalars, Field field, Optional<String> value) {
        value.ifPresent(text -> scalars.put(field, style.scalar(field, text)));
    }
}
