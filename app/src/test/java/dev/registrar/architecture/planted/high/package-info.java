/** May import low. */
@NullMarked
package dev.registrar.architecture.planted.high;

import org.jspecify.annotations.NullMarked;
