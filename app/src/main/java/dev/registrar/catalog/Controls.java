package dev.registrar.catalog;

/** What a tier asks of a registry (ADR-0092, section 4). {@code keepImageCount} is a number of images, 1 or more. */
public record Controls(TagMutability tagMutability, Encryption encryption, int keepImageCount, Scanning scanning) {}
