package dev.registrar.terraform;

import dev.registrar.text.Span;

/** Where something stands: a file, from the repository's root, and a stretch of it. */
public record Place(String path, Span span) {}
