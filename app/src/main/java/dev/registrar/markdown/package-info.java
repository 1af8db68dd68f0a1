/**
 * The readable catalog: the document that people read instead of the YAML.
 *
 * <p>Door: {@link dev.registrar.markdown.MarkdownCatalog}. May import {@code catalog}, {@code policy}, {@code text}.
 */
@NullMarked
package dev.registrar.markdown;

import org.jspecify.annotations.NullMarked;
