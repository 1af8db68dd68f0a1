package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.HclFile;
import dev.registrar.hcl.HclReader;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Terraform configurations of a repository, parsed. */
public final class Configurations {
    /** Blocks that values come through. */
    private static final Set<String> OVERRIDDEN = Set.of("module", "variable", "locals", "output");

    /** What may come to something else without a change of the text that it stands in. */
    private static final Pattern FROM_ELSEWHERE =
            Pattern.compile("\\b(?:var|local|each|module|data|path)\\.|\\b(?:file|templatefile)\\(");

    private final Sources sources;
    private final List<String> ecrModules;
    private final List<Trouble> unread;

    private Configurations(Sources sources, List<String> ecrModules, List<Trouble> unread) {
        this.sources = sources;
        this.ecrModules = List.copyOf(ecrModules);
        this.unread = List.copyOf(unread);
    }

    /**
     * Parses files.
     *
     * @param files by path
     * @param ecrModules patterns of module sources that make ECR repositories
     * @param unread files that belong to them and could not be read
     */
    public static Configurations of(Map<String, byte[]> files, List<String> ecrModules, List<Trouble> unread) {
        Map<String, HclFile> parsed = new TreeMap<>();
        files.forEach((path, bytes) -> parsed.put(path, HclReader.read(path, bytes)));
        return new Configurations(new Sources(parsed), ecrModules, unread);
    }

    /** Other files of the repository that expressions ask for. */
    public Set<String> wanted() {
        Set<String> wanted = new TreeSet<>();
        roots(path -> {
            wanted.add(path);
            return Optional.empty();
        });
        return wanted;
    }

    /** @param texts the files that {@link #wanted} names; empty where one cannot be read */
    public Declarations declared(Function<String, Optional<String>> texts) {
        List<Trouble> troubles = new ArrayList<>(unread);
        Set<String> folders = rootFolders();
        sources.files().forEach((path, file) -> {
            // A variable file can be another root's.
            Optional<String> root = Optional.of(TerraformPaths.folderOf(path))
                    .filter(folder -> TerraformPaths.isConfiguration(path) && folders.contains(folder));
            file.problems()
                    .forEach(problem -> troubles.add(
                            new Trouble(new Place(path, problem.span()), problem.message(), problem.remedy())
                                    .in(root)));
            if (TerraformPaths.isOverride(path)) {
                troubles.addAll(overrides(path, file));
            }
        });
        Roots roots = roots(texts);
        troubles.addAll(roots.troubles());
        return EcrReader.read(roots.roots(), troubles, sources.files().keySet(), WrittenArguments.of(sources));
    }

    /** What they change of repositories is not followed, and must not pass unseen. */
    private static List<Trouble> overrides(String path, HclFile file) {
        return file.body().blocks().stream()
                .filter(block -> OVERRIDDEN.contains(block.type())
                        || block.label(0)
                                .filter(type ->
                                        ModuleReading.WANTED.contains(type) || PolicyDocuments.DATA.contains(type))
                                .isPresent())
                .map(block -> overridden(
                        new Place(path, block.header()),
                        String.join(".", named(block)),
                        file.text().substring(block.span().start(), block.span().end())))
                .toList();
    }

    private static Trouble overridden(Place place, String name, String text) {
        String message = "An override file changes `" + name + "`, and what it makes of it is not read.";
        String remedy = "Write it into the block itself.";
        return FROM_ELSEWHERE.matcher(text).find()
                ? Trouble.blind(place, message, remedy)
                : Trouble.unread(place, message, remedy, text);
    }

    private static List<String> named(Body.Block block) {
        return block.type().equals("resource")
                ? block.labels()
                : Stream.concat(Stream.of(block.type()), block.labels().stream())
                        .toList();
    }

    private record Roots(List<Root> roots, List<Trouble> troubles) {}

    private Set<String> rootFolders() {
        Set<String> called = sources.called();
        return sources.folders().stream()
                .filter(folder -> !called.contains(folder) && !TerraformPaths.shared(folder))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Roots roots(Function<String, Optional<String>> texts) {
        Set<String> folders = rootFolders();
        List<Root> roots = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        Budget budget = new Budget();
        new VariableFiles(sources, folders).runs().forEach((folder, runs) -> {
            for (List<String> files : runs) {
                RootReading reading = new RootReading(sources, texts, ecrModules, budget, folder);
                try {
                    ModuleReading.readRoot(reading, variables(files));
                } catch (Budget.Exceeded tooMuch) {
                    troubles.add(Trouble.blind(
                            anyPlace(folder),
                            "What is declared in `" + (folder.isEmpty() ? "." : folder) + "` is too much to evaluate.",
                            "Split it into several roots, or judge its plan with `check --plan`."));
                }
                roots.add(reading.root());
            }
        });
        return new Roots(roots, troubles);
    }

    private Place anyPlace(String folder) {
        String path = sources.files().keySet().stream()
                .filter(file -> TerraformPaths.folderOf(file).equals(folder))
                .findFirst()
                .orElse(folder);
        return new Place(path, Span.FIRST);
    }

    private Map<String, Value> variables(List<String> files) {
        Map<String, Value> variables = new HashMap<>();
        for (String path : files) {
            HclFile file = sources.files().get(path);
            if (file == null) {
                continue;
            }
            Scope nothing = new Scope(NoNames.INSTANCE, path, Map.of());
            for (Body.Attribute attribute : file.body().attributes()) {
                variables.put(attribute.name(), Evaluator.evaluate(attribute.value(), nothing));
            }
        }
        return variables;
    }

    /** In a variable file nothing has a name. */
    private static final class NoNames implements Names {
        static final NoNames INSTANCE = new NoNames();

        @Override
        public String folder() {
            return "";
        }

        @Override
        public String rootFolder() {
            return "";
        }

        private static Value none(Place place) {
            return Value.Unknown.because("a variable file cannot refer to anything", place);
        }

        @Override
        public Value variable(String name, Place place) {
            return none(place);
        }

        @Override
        public Value local(String name, Place place) {
            return none(place);
        }

        @Override
        public Value resource(String type, String name, Place place) {
            return none(place);
        }

        @Override
        public Value data(String type, String name, Place place) {
            return none(place);
        }

        @Override
        public Value module(String name, Place place) {
            return none(place);
        }

        @Override
        public Optional<String> file(String path) {
            return Optional.empty();
        }

        @Override
        public Budget budget() {
            return new Budget();
        }
    }
}
