package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.config.Configuration;
import dev.registrar.policy.Policies;
import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.PlanChanges;
import java.util.Optional;

/**
 * All that a verdict on Terraform rests on, read beforehand.
 *
 * @param before as it was at the merge base; empty for an audit
 * @param plan what a plan says will happen; empty where the texts are judged
 */
public record TerraformProposal(
        Configuration configuration, Policies policies, Optional<Side> before, Side after, Optional<PlanChanges> plan) {

    /**
     * Terraform and the catalog that it is held against.
     *
     * @param catalog empty where it cannot be read, which is another gate's to tell
     */
    public record Side(Optional<Catalog> catalog, Declarations declarations) {}

    /** Whether there is anything to judge. */
    public boolean empty() {
        return nothing(after) && before.map(TerraformProposal::nothing).orElse(true);
    }

    private static boolean nothing(Side side) {
        return side.declarations().files().isEmpty()
                && side.declarations().troubles().isEmpty();
    }
}
