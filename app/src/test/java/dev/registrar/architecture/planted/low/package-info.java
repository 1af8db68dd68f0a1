/** May import nothing, but does. */
@NullMarked
package dev.registrar.architecture.planted.low;

import org.jspecify.annotations.NullMarked;
