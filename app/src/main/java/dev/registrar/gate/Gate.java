package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.policy.Policies;
import java.util.Set;

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
     * @param changed names to blame first where two registries clash
     * @param renamed names that existing registries are to get: that they cannot is the lifecycle gate's to say, and id and
     *     address that are still those of the old name are no faults of their own
     */
    record State(
            Configuration configuration,
            Policies policies,
            CatalogText text,
            Catalog all,
            Set<String> changed,
            Set<String> renamed) {}
}
