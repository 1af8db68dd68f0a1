package dev.registrar.example;

import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Cases by which anybody can see what a rule means, and a machine that it still means that. */
public final class Examples {
    private Examples() {}

    /** An example file is not as it should be; the message names the place. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Those of the built-in rules. */
    public static List<Example> builtIn() {
        List<Example> examples = new ArrayList<>();
        for (RuleId rule : Policies.builtIn().rules().keySet()) {
            String file = "examples/" + rule + ".yaml";
            try (InputStream in = Examples.class.getResourceAsStream("/policies/" + file)) {
                if (in != null) {
                    examples.addAll(read("policies/" + file, in.readAllBytes()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return examples;
    }

    /** @throws Unreadable when the file is not as it should be */
    public static List<Example> read(String file, byte[] bytes) {
        return ExampleReader.read(file, bytes);
    }

    /** What came of a case; {@code failure} says what does not hold, and is empty when all of it does. */
    public record Outcome(Example example, String failure) {
        public boolean holds() {
            return failure.isEmpty();
        }
    }

    /** Holds a case against the gates. */
    public static Outcome run(Example example, Policies policies) {
        return new Outcome(example, new ExampleRun(example, policies).failure());
    }
}
