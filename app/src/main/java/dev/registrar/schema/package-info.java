/**
 * Holds a YAML tree against a JSON Schema and says in plain words, at the very place, what does not fit.
 *
 * <p>Door: {@link dev.registrar.schema.Schemas}, {@link dev.registrar.schema.Misfit}. May import {@code yaml}, {@code text};
 * the JSON Schema library stays in here.
 */
@NullMarked
package dev.registrar.schema;

import org.jspecify.annotations.NullMarked;
