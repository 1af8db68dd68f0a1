/**
 * What a catalog of registries says: registries, their tiers, controls and life cycle, and the difference of two catalogs.
 *
 * <p>Pure data: no files, network or clock. May import {@code text} (for places).
 */
@NullMarked
package dev.registrar.catalog;

import org.jspecify.annotations.NullMarked;
