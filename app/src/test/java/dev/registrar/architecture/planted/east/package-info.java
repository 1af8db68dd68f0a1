/** Half of a cycle. */
@NullMarked
package dev.registrar.architecture.planted.east;

import org.jspecify.annotations.NullMarked;
