package dev.registrar.policy;

import dev.registrar.text.Span;

/** Something wrong in a policy file, its place, and the way to repair it. */
public record PolicyFault(String path, Span span, String message, String remedy) {}
