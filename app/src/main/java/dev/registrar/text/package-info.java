/**
 * Places in a text and edits of it, and writing what people typed into Markdown without letting it act.
 *
 * <p>Door: {@link dev.registrar.text.Span}, {@link dev.registrar.text.Places}, {@link dev.registrar.text.Pointer}, {@link dev.registrar.text.TextEdit}, {@link
 * dev.registrar.text.Markdown}, {@link dev.registrar.text.Nearest}. Imports nothing of ours.
 */
@NullMarked
package dev.registrar.text;

import org.jspecify.annotations.NullMarked;
