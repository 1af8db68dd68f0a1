package dev.registrar.terraform;

import dev.registrar.hcl.Expression;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an expression stands: in which module and file, and what is bound there.
 *
 * @param bound {@code each}, {@code count} and the variables of {@code for}
 */
record Scope(Names names, String path, Map<String, Value> bound) {
    Scope with(Map<String, Value> more) {
        Map<String, Value> all = new HashMap<>(bound);
        all.putAll(more);
        return new Scope(names, path, all);
    }

    Place place(Expression expression) {
        return new Place(path, expression.span());
    }
}
