package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.policy.Policies;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges one side of a catalog: first its state, whoever made it so, then the step from the state before. */
interface Gate {
    GateName name();

    /** What is wrong with a catalog as it stands. Called for the text before too, to know what was wrong already. */
    default void state(State state, Findings findings) {}

    /** What is wrong with the step; never called in an audit. */
    default void change(Proposal proposal, CatalogChange change, Findings findings) {}

    /** What an audit finds by asking outside; a change is asked about in {@link #change}. */
    default void audit(Proposal proposal, Findings findings) {}

    /**
     * A catalog as it stands.
     *
     * @param all the registries that exist together: those of the text, and what the base branch has gained since
     * @param touched by the change that is judged, whichever side of it this is
     */
    record State(Configuration configuration, Policies policies, CatalogText text, Catalog all, Touched touched) {}

    /**
     * Names of registries that a change is about.
     *
     * @param added to blame first where two registries clash
     * @param all to blame next
     * @param renamed the new names of existing registries: that they cannot have them is the lifecycle gate's to say, and id
     *     and address that are still those of the old name are no faults of their own
     */
    record Touched(Set<String> added, Set<String> all, Set<String> renamed) {
        static Touched by(CatalogChange change) {
            Set<String> added = change.steps().stream()
                    .filter(CatalogChange.Step::added)
                    .map(CatalogChange.Step::name)
                    .collect(Collectors.toUnmodifiableSet());
            return new Touched(added, change.names(), change.renamed());
        }
    }
}
