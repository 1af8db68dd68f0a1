/** The other half of a cycle. */
@NullMarked
package dev.registrar.architecture.planted.west;

import org.jspecify.annotations.NullMarked;
