/**
 * HCL native syntax (<a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">specification</a>) and its JSON
 * form, with the place of everything. A fault costs the block that it is in; what follows is read on. Nothing is evaluated
 * here. Size, depth and faults are bounded, so any text is answered in linear time.
 *
 * <p>Door: {@link dev.registrar.hcl.HclReader}, {@link dev.registrar.hcl.HclFile}, {@link dev.registrar.hcl.Body}, {@link
 * dev.registrar.hcl.Expression}. May import {@code text}.
 */
@NullMarked
package dev.registrar.hcl;

import org.jspecify.annotations.NullMarked;
