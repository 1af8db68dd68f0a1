/**
 * A local git repository as the trees of a change, for {@code check}.
 *
 * <p>Door: {@link dev.registrar.git.LocalRepository}. May import {@code snapshot} and {@code pull}; JGit stays in here.
 */
@NullMarked
package dev.registrar.git;

import org.jspecify.annotations.NullMarked;
