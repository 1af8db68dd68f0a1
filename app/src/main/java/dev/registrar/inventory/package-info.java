/**
 * What exists in ECR, how that differs from a catalog, and what speaks for or against ending a registry. Decides on values;
 * reading them is behind a port.
 *
 * <p>Door: {@link dev.registrar.inventory.RegistryReader} (the port) with {@link dev.registrar.inventory.Target} and {@link
 * dev.registrar.inventory.Inventory}; {@link dev.registrar.inventory.DriftFinder} with {@link
 * dev.registrar.inventory.DriftReport}; {@link dev.registrar.inventory.Evidence}. May import {@code catalog}, {@code config},
 * {@code text}.
 */
@NullMarked
package dev.registrar.inventory;

import org.jspecify.annotations.NullMarked;
