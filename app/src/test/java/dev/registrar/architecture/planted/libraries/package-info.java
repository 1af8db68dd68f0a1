/** May use no library, but does. */
@NullMarked
package dev.registrar.architecture.planted.libraries;

import org.jspecify.annotations.NullMarked;
