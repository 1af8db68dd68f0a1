/** Pure, but may read what lies beside it. */
@NullMarked
package dev.registrar.architecture.planted.resources;

import org.jspecify.annotations.NullMarked;
