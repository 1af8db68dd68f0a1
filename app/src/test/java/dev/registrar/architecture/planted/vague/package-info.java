/** Names that would fit anything. */
@NullMarked
package dev.registrar.architecture.planted.vague;

import org.jspecify.annotations.NullMarked;
