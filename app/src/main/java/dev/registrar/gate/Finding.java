package dev.registrar.gate;

import dev.registrar.policy.Action;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Span;
import java.util.Optional;

/**
 * Something that a rule has to say about a place.
 *
 * @param registry the entry it concerns; empty where it concerns the file
 * @param path of the file, from the repository's root
 * @param message what is wrong, with the value seen
 * @param why what is at stake, in one sentence
 * @param remediation how to repair it
 * @param suggestion text to put in the place of the span, where the repair is mechanical
 */
public record Finding(
        RuleId rule,
        Action action,
        Optional<String> registry,
        String path,
        Span span,
        String message,
        String why,
        String remediation,
        Optional<String> suggestion) {

    public boolean blocks() {
        return action == Action.BLOCK;
    }

    Finding noted() {
        return new Finding(rule, Action.LOG, registry, path, span, message, why, remediation, suggestion);
    }

    /** The same with one more sentence on how to repair it. */
    Finding remedied(String more) {
        return new Finding(rule, action, registry, path, span, message, why, remediation + " " + more, suggestion);
    }

    /** Tells whether two findings, of an older and a newer text, are the same fault. The message names the value seen. */
    Identity identity() {
        return new Identity(rule, registry, message);
    }

    record Identity(RuleId rule, Optional<String> registry, String message) {}
}
