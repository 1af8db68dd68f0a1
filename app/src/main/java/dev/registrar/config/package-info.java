/**
 * {@code .github/registrar.yml}: the settings of a governed repository, and every fault in them with its place.
 *
 * <p>Door: {@link dev.registrar.config.Configuration}, {@link dev.registrar.config.ConfigurationRead}. May import {@code
 * catalog}, {@code pull}, {@code schema}, {@code yaml}, {@code text}.
 */
@NullMarked
package dev.registrar.config;

import org.jspecify.annotations.NullMarked;
