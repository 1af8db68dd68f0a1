/** Is in no table. */
@NullMarked
package dev.registrar.architecture.planted.unlisted;

import org.jspecify.annotations.NullMarked;
