package dev.registrar.policy;

import java.util.List;
import java.util.function.Function;

/** What came of laying a repository's policy files over the built-in rules. */
public sealed interface PoliciesRead {
    record Valid(Policies policies) implements PoliciesRead {}

    /** @param faults all of them, in the order of files and places */
    record Broken(List<PolicyFault> faults) implements PoliciesRead {
        public Broken {
            faults = List.copyOf(faults);
        }
    }

    default <T> T match(Function<Valid, T> valid, Function<Broken, T> broken) {
        return this instanceof Broken faults ? broken.apply(faults) : valid.apply((Valid) this);
    }
}
