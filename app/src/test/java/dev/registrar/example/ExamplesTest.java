package dev.registrar.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    /** Judged by rooms of their own, with tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of("approval");

    static List<Example> cases() {
        return Examples.builtIn();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void example_heldAgainstTheGates_holds(Example example) {
        assertThat(Examples.run(example, Policies.builtIn()).failure())
                .as(example.file() + ": " + example.name())
                .isEmpty();
    }

    @Test
    void rule_ofAnyGate_hasAnExampleThatPassesAndOneThatDoesNot() {
        for (Rule rule : Policies.builtIn().rules().values()) {
            if (ELSEWHERE.contains(rule.gate())) {
                continue;
            }
            List<Example> own = cases().stream()
                    .filter(example -> example.rule().equals(rule.id()))
                    .toList();
            assertThat(own).as(rule.id() + " passes").anyMatch(Example::passes);
            assertThat(own).as(rule.id() + " fails").anyMatch(example -> !example.passes());
        }
    }

    @Test
    void example_file_isThatOfARule() throws IOException {
        Set<String> rules = new TreeSet<>();
        Policies.builtIn().rules().keySet().forEach(rule -> rules.add(rule + ".yaml"));
        try (Stream<Path> files = Files.list(Path.of("../policies/examples"))) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(rules);
        }
    }

    @Test
    void ruleId_inTheCode_isInAPolicyAndTheOtherWayRound() throws IOException {
        Pattern literal = Pattern.compile("\"(POL-[A-Z]+-[0-9]{3}-R[0-9]{2})\"");
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher ids = literal.matcher(Files.readString(source));
                while (ids.find()) {
                    used.add(ids.group(1));
                }
            }
        }
        assertThat(used)
                .containsExactlyElementsOf(Policies.builtIn().rules().keySet().stream()
                        .map(RuleId::value)
                        .toList());
    }

    @Test
    void example_thatExpectsTheWrongPlace_doesNotHold() {
        List<Example> read = read("""
                rule: POL-ECR-001-R05
                cases:
                  - name: wrong line
                    after: "repositories: {a: 1}"
                    expect: {line: 7, column: 1}
                """);

        assertThat(Examples.run(read.get(0), Policies.builtIn()).failure())
                .contains("expected one finding of POL-ECR-001-R05, but got POL-ECR-001-R04 at 1:");
    }

    @Test
    void example_thatIsNoExample_namesThePlace() {
        assertThatThrownBy(() -> read("rule: POL-ECR-001-R05\ncases:\n  - nam: x\n"))
                .isInstanceOf(Examples.Unreadable.class)
                .hasMessageContaining("examples/mine.yaml:3");
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    }

    private static List<Example> read(String text) {
        return Examples.read("examples/mine.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
