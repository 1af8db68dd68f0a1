/**
 * A catalog's YAML text: reading it with the place of every key and value, and editing it by splicing bytes, so that
 * everything outside the intended change stays as it was.
 *
 * <p>Door: {@link dev.registrar.catalog.yaml.CatalogText}, {@link dev.registrar.catalog.yaml.CatalogReader}, {@link
 * dev.registrar.catalog.yaml.CatalogEdit}, {@link dev.registrar.catalog.yaml.NewEntry}, {@link
 * dev.registrar.catalog.yaml.EditResult}. May import
 * {@code catalog}, {@code yaml}, {@code text}.
 */
@NullMarked
package dev.registrar.catalog.yaml;

import org.jspecify.annotations.NullMarked;
