/**
 * The gates: each judges one side of a proposed change, purely, and answers with findings.
 *
 * <p>Door: {@link dev.registrar.gate.Judge}, {@link dev.registrar.gate.Proposal}, {@link dev.registrar.gate.Verdict}, {@link
 * dev.registrar.gate.Finding}; {@link dev.registrar.gate.Fixes} and {@link
 * dev.registrar.gate.TerraformFixes} repair, {@link dev.registrar.gate.PolicyEffect} compares. May import {@code catalog}, {@code catalog.yaml}, {@code config}, {@code policy}, {@code
 * schema}, {@code yaml}, {@code text}.
 */
@NullMarked
package dev.registrar.gate;

import org.jspecify.annotations.NullMarked;
