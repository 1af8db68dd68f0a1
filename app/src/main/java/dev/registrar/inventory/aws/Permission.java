package dev.registrar.inventory.aws;

import dev.registrar.inventory.Target;
import java.util.Optional;

/**
 * Whether the credentials may do what reading needs.
 *
 * @param action as IAM names it
 * @param trouble why that is not so, or not known, a sentence; empty when it is allowed
 */
public record Permission(Target target, String action, Outcome outcome, Optional<String> trouble) {
    public enum Outcome {
        ALLOWED,
        DENIED,
        UNKNOWN
    }
}
