package dev.registrar.architecture.planted.unlisted;

/** Its package is not in the table. */
public record Unlisted(int value) {}
