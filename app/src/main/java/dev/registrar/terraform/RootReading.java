package dev.registrar.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What all modules of one root share while it is read. */
final class RootReading {
    final Sources sources;
    final Function<String, Optional<String>> texts;
    final List<String> ecrModules;
    final Budget budget;
    final String folder;
    final List<Resource> resources = new ArrayList<>();
    final List<Resource> calls = new ArrayList<>();
    final List<Root.Move> moves = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    private int instances;

    RootReading(
            Sources sources,
            Function<String, Optional<String>> texts,
            List<String> ecrModules,
            Budget budget,
            String folder) {
        this.sources = sources;
        this.texts = texts;
        this.ecrModules = ecrModules;
        this.budget = budget;
        this.folder = folder;
    }

    void instance() {
        if (++instances > Budget.INSTANCES) {
            throw new Budget.Exceeded();
        }
    }

    /** Whether people change a root's instances there: in the root's own files, or in data; not in a shared module. */
    boolean own(Place place) {
        return TerraformPaths.own(place.path(), folder);
    }

    /** Whether a source names one of the modules that make ECR repositories. */
    boolean makesRepositories(String source) {
        String plain = source.replaceFirst("^[a-z0-9]+::", "")
                .replaceFirst("\\?.*$", "")
                .replace("//", "/");
        return ecrModules.stream().anyMatch(pattern -> TerraformPaths.matches(pattern, plain));
    }

    Root root() {
        return new Root(folder, resources, calls, moves, forgotten);
    }
}
