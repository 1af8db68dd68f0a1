package dev.registrar.cli;

import dev.registrar.example.Example;
import dev.registrar.example.Examples;
import dev.registrar.example.Examples.Outcome;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.snapshot.PolicyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code policy}: what has to do with the rules themselves. */
@Command(name = "policy", description = "Works on the policies themselves.", synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Callable<Integer> {
    private final Console console;

    PolicyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new UsageProblem("registrar policy: which command? see 'registrar policy --help'");
    }

    @Command(name = "test", description = "Runs the example cases that sit beside the policies.")
    int test(
            @Option(
                            names = "--policies",
                            paramLabel = "DIR",
                            description = "Policies to lay over the built-in ones; the cases are those in its folder"
                                    + " examples (default: the folder policies here, else the built-in ones).")
                    @Nullable
                    Path folder) {
        Path here = Path.of("policies");
        Path chosen = folder == null && Files.isDirectory(here.resolve("examples")) ? here : folder;
        List<Outcome> outcomes = chosen == null ? run(Examples.builtIn(), Policies.builtIn()) : of(chosen);
        long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
        outcomes.stream().filter(outcome -> !outcome.holds()).forEach(this::tell);
        console.out().println(outcomes.size() - failed + " of " + outcomes.size() + " cases hold.");
        return (failed == 0 ? ExitStatus.PASS : ExitStatus.BLOCKED).code();
    }

    private void tell(Outcome outcome) {
        Example example = outcome.example();
        console.out()
                .println("✗ " + example.file() + ":" + example.line() + ": " + example.name() + "\n  "
                        + outcome.failure());
    }

    private static List<Outcome> of(Path folder) {
        Policies policies = LocalGovernance.ofFolder(folder).match(PoliciesRead.Valid::policies, broken -> {
            throw LocalGovernance.problem(PolicyFolder.faults(broken));
        });
        try {
            List<Example> examples = new ArrayList<>();
            for (Path file : files(folder.resolve("examples"))) {
                examples.addAll(Examples.read(file.toString(), Files.readAllBytes(file)));
            }
            return run(examples, policies);
        } catch (IOException e) {
            throw new UsageProblem(folder.resolve("examples") + " cannot be read.");
        } catch (Examples.Unreadable e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UsageProblem(folder + " is not a folder; the example cases stand there.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Outcome> run(List<Example> examples, Policies policies) {
        return examples.stream().map(example -> Examples.run(example, policies)).toList();
    }
}
