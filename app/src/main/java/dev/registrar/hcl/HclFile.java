package dev.registrar.hcl;

import dev.registrar.text.Span;
import java.util.List;

/**
 * A text that was read as HCL.
 *
 * @param body what could be read; a block with a fault in it is left out
 * @param problems in the order of their places; with any, what is not in the body may still be in the text
 */
public record HclFile(String text, Body body, List<Problem> problems) {
    public HclFile {
        problems = List.copyOf(problems);
    }

    /** Something that is not as it should be; {@code remedy} says how to repair it. */
    public record Problem(Span span, String message, String remedy) {}

    public boolean whole() {
        return problems.isEmpty();
    }
}
