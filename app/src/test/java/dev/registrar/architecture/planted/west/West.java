package dev.registrar.architecture.planted.west;

import dev.registrar.architecture.planted.east.East;

/** Knows East. */
public record West(East east) {}
