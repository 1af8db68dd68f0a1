/** Tests of the sandbox's page, whose files lie in {@code sandbox/web} on the class path. */
@NullMarked
package dev.registrar.sandbox.web;

import org.jspecify.annotations.NullMarked;
