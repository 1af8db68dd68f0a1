package dev.registrar.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What lies directly in a folder, by name. */
record Folder(Map<String, Entry> entries) {
    static final Folder EMPTY = new Folder(Map.of());

    Folder {
        entries = Map.copyOf(entries);
    }

    enum Kind {
        FILE("a file"),
        DIRECTORY("a directory"),
        SYMBOLIC_LINK("a symbolic link"),
        SUBMODULE("a submodule");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    record Entry(Kind kind, String sha, long size) {}

    Optional<Entry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** From the answer of "Get repository content" for a folder; empty when the path is something else. */
    static Folder ofContents(JsonPart answer) {
        if (!answer.isArray()) {
            return EMPTY;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (JsonPart item : answer.items()) {
            entries.put(item.text("name"), new Entry(contentsKind(item), item.text("sha"), size(item)));
        }
        return new Folder(entries);
    }

    private static Kind contentsKind(JsonPart item) {
        return switch (item.text("type")) {
            case "dir" -> Kind.DIRECTORY;
            case "symlink" -> Kind.SYMBOLIC_LINK;
            case "submodule" -> Kind.SUBMODULE;
            // In lists a submodule shows as a file, for the sake of old clients (GitHub); its link to git is to a tree.
            default -> item.textOrEmpty("git_url").contains("/git/trees/") ? Kind.SUBMODULE : Kind.FILE;
        };
    }

    /** From the answer of "Get a tree". */
    static Folder ofTree(JsonPart answer) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (JsonPart item : answer.items("tree")) {
            entries.put(item.text("path"), new Entry(treeKind(item.text("mode")), item.text("sha"), size(item)));
        }
        return new Folder(entries);
    }

    private static Kind treeKind(String mode) {
        return switch (mode) {
            case "040000" -> Kind.DIRECTORY;
            case "120000" -> Kind.SYMBOLIC_LINK;
            case "160000" -> Kind.SUBMODULE;
            default -> Kind.FILE;
        };
    }

    private static long size(JsonPart item) {
        return item.optional("size").map(JsonPart::number).orElse(0L);
    }
}
