/**
 * Backstage entities of what AWS has, enriched by what the catalog knows. The same input gives the same text, and the time of
 * a reading alone changes nothing.
 *
 * <p>Door: {@link dev.registrar.backstage.Entities}. May import {@code catalog}, {@code inventory}.
 */
@NullMarked
package dev.registrar.backstage;

import org.jspecify.annotations.NullMarked;
