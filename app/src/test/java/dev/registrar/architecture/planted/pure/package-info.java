/** Should only compute, but does more. */
@NullMarked
package dev.registrar.architecture.planted.pure;

import org.jspecify.annotations.NullMarked;
