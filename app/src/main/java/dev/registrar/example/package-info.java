/**
 * The example cases that sit beside the policies, for each rule one that passes and one that does not: reading them and
 * holding them against the gates.
 *
 * <p>Door: {@link dev.registrar.example.Examples}. May import {@code catalog.yaml}, {@code config}, {@code gate}, {@code
 * policy}, {@code schema}, {@code snapshot}, {@code text}, {@code yaml}.
 */
@NullMarked
package dev.registrar.example;

import org.jspecify.annotations.NullMarked;
