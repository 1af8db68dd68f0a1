package dev.registrar.cli;

import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.git.LocalRepository;
import dev.registrar.report.PolicyEffectText;
import dev.registrar.report.VerdictCommands;
import dev.registrar.report.VerdictJson;
import dev.registrar.report.VerdictSarif;
import dev.registrar.report.VerdictText;
import dev.registrar.snapshot.Repairs;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.snapshot.TeamLookup;
import dev.registrar.snapshot.TerraformPlan;
import dev.registrar.snapshot.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: the gates of the server, on a local git repository. */
@Command(name = "check", description = "Runs the gates on a local git repository.")
final class CheckCommand implements Callable<Integer> {
    private static final int LARGEST_SHOWN = 10 * 1024 * 1024;

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

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Policies to lay over the built-in ones, in place of the repository's own.")
    private @Nullable Path policies;

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description =
                    "For an infra repository: a checkout of its catalog repository (default: the folder of that name beside this one).")
    private @Nullable Path catalog;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "What `terraform show -json` prints of a plan; judged in place of the texts of Terraform.")
    private @Nullable Path plan;

    @Option(names = "--fix", description = "Makes the mechanical repairs in the working tree.")
    private boolean fix;

    private final Console console;
    private final Clock clock;
    private final BooleanSupplier colour;

    /** @param colour whether the output is a terminal that shows colours */
    CheckCommand(Console console, Clock clock, BooleanSupplier colour) {
        this.console = console;
        this.clock = clock;
        this.colour = colour;
    }

    enum Format {
        text,
        json,
        sarif,
        github
    }

    @Override
    public Integer call() {
        if (fix && head != null) {
            throw new UsageProblem(
                    "registrar check: --fix repairs the working tree, so --head cannot be given with it.");
        }
        TeamLookup lookup = teams == null ? TeamLookup.NOTHING : TeamsFile.read(teams);
        try (LocalRepository repository = LocalRepository.open(folder)) {
            Optional<String> from = Optional.ofNullable(base);
            Optional<String> to = Optional.ofNullable(head);
            LocalGovernance governance = LocalGovernance.read(repository, from, to, policies, catalog);
            Trees trees = repository.trees(from, to);
            SnapshotReader reader = new SnapshotReader(
                            governance.configuration(),
                            governance.policies(),
                            lookup,
                            LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                    .against(governance.catalog());
            plan().ifPresent(reader::planned);
            Snapshot snapshot = reader.read(trees, Optional.ofNullable(author).map(List::of));
            if (fix && repaired(repository, snapshot)) {
                snapshot = reader.read(trees, Optional.ofNullable(author).map(List::of));
            }
            Verdict verdict = snapshot.judge();
            print(snapshot, verdict, trees);
            return (verdict.failed() ? ExitStatus.BLOCKED : ExitStatus.PASS).code();
        } catch (LocalRepository.NotUsable e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private Optional<TerraformPlan> plan() {
        if (plan == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TerraformPlan(plan.toString(), Files.readAllBytes(plan)));
        } catch (IOException e) {
            throw new UsageProblem("--plan " + plan + " cannot be read.");
        }
    }

    /** Whether files were written anew; what was repaired is told on standard error, since programs read the rest. */
    private boolean repaired(LocalRepository repository, Snapshot snapshot) {
        Repairs repairs = snapshot.repairs(repository::inWorkingTree);
        repairs.texts().forEach((path, text) -> repository.write(path, text.getBytes(StandardCharsets.UTF_8)));
        repairs.repaired()
                .forEach(finding -> console.complain("repaired " + finding.path() + ":"
                        + finding.span().line() + ": " + finding.rule() + ": now "
                        + finding.suggestion().orElse("")));
        return !repairs.texts().isEmpty();
    }

    private void print(Snapshot snapshot, Verdict verdict, Trees trees) {
        String text = switch (format) {
            case json -> VerdictJson.of(verdict) + "\n";
            case sarif -> VerdictSarif.of(verdict, snapshot.policies(), Version.text()) + "\n";
            case github -> VerdictCommands.of(verdict);
            case text ->
                new VerdictText(lines(verdict, trees), colour.getAsBoolean()).of(verdict)
                        + snapshot.effect().map(PolicyEffectText::plain).orElse("");
        };
        console.out().print(text);
        console.out().flush();
    }

    private static Map<String, List<String>> lines(Verdict verdict, Trees trees) {
        return verdict.findings()
                .map(Finding::path)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        path -> trees.read(Trees.Side.HEAD, path)
                                .match(CheckCommand::lines, List.of(), what -> List.of())));
    }

    /** Lines as findings count them; of what is too large to be judged, none. */
    private static List<String> lines(byte[] bytes) {
        if (bytes.length > LARGEST_SHOWN) {
            return List.of();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1));
    }
}
