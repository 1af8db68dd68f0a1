/**
 * The slash commands: which lines of a comment are commands, where each works, and who may use it.
 *
 * <p>Door: {@link dev.registrar.command.Commands}, {@link dev.registrar.command.Command}, {@link
 * dev.registrar.command.Verb}, {@link dev.registrar.command.Place}, {@link dev.registrar.command.Help}. May import {@code
 * text}. What is a quote or code in a comment is for CommonMark to say, by its Java library, which stays inside here and
 * {@code request}.
 */
@NullMarked
package dev.registrar.command;

import org.jspecify.annotations.NullMarked;
