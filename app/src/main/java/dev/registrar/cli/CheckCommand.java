package dev.registrar.cli;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.git.LocalRepository;
import dev.registrar.policy.Policies;
import dev.registrar.pull.FileRead;
import dev.registrar.report.VerdictJson;
import dev.registrar.report.VerdictText;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.snapshot.TeamLookup;
import dev.registrar.snapshot.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: the gates of the server, on a local git repository. */
@Command(name = "check", description = "Runs the gates on a local git repository.")
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--repo", paramLabel = "DIR", description = "The git repository (default: this folder).")
    private Path folder = Path.of("");

    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "What the change is against; without it the whole tree is audited.")
    private @Nullable String base;

    @Option(names = "--head", paramLabel = "REV", description = "The change (default: the working tree).")
    private @Nullable String head;

    @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: text).")
    private Format format = Format.text;

    @Option(names = "--author", paramLabel = "LOGIN", description = "Who makes the change.")
    private @Nullable String author;

    @Option(
            names = "--teams",
            paramLabel = "FILE",
            description = "YAML, team-slug: [login, …]; stands in for GitHub's teams.")
    private @Nullable Path teams;

    private final Console console;
    private final Clock clock;

    CheckCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    enum Format {
        text,
        json
    }

    @Override
    public Integer call() {
        TeamLookup lookup = teams == null ? TeamLookup.NOTHING : TeamsFile.read(teams);
        try (LocalRepository repository = LocalRepository.open(folder)) {
            Configuration configuration = configuration(repository);
            Trees trees = repository.trees(Optional.ofNullable(base), Optional.ofNullable(head));
            LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
            Verdict verdict = new SnapshotReader(configuration, Policies.builtIn(), lookup, today)
                    .read(trees, Optional.ofNullable(author).map(List::of))
                    .judge();
            print(verdict, trees);
            return (verdict.failed() ? ExitStatus.BLOCKED : ExitStatus.PASS).code();
        } catch (LocalRepository.NotUsable e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private Configuration configuration(LocalRepository repository) {
        FileRead file = repository.trusted(Optional.ofNullable(base), Optional.ofNullable(head), Configuration.PATH);
        ConfigurationRead read = SnapshotReader.configuration(file);
        if (read instanceof ConfigurationRead.Valid valid) {
            return valid.configuration();
        }
        if (read instanceof ConfigurationRead.Broken broken) {
            Fault first = broken.faults().get(0);
            throw new UsageProblem(Configuration.PATH + ":" + first.span().line() + ":"
                    + first.span().column() + ": " + first.message() + " " + first.remedy());
        }
        throw new UsageProblem(Configuration.PATH + " is missing" + (base == null ? "" : " at " + base)
                + ", so nothing is governed here. It needs at least `version: 1` and `role: catalog`.");
    }

    private void print(Verdict verdict, Trees trees) {
        String text = switch (format) {
            case json -> VerdictJson.of(verdict) + "\n";
            case text -> new VerdictText(lines(verdict, trees), colour()).of(verdict);
        };
        console.out().print(text);
        console.out().flush();
    }

    /** Also where output goes to a file there is a console on newer Java, so its kind is asked of picocli. */
    private static boolean colour() {
        return CommandLine.Help.Ansi.AUTO.enabled();
    }

    private static Map<String, List<String>> lines(Verdict verdict, Trees trees) {
        return verdict.findings()
                .map(Finding::path)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        path -> trees.read(Trees.Side.HEAD, path)
                                .match(
                                        bytes -> new String(bytes, StandardCharsets.UTF_8)
                                                .lines()
                                                .toList(),
                                        List.of(),
                                        what -> List.of())));
    }
}
