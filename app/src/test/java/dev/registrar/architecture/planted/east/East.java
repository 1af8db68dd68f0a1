package dev.registrar.architecture.planted.east;

import dev.registrar.architecture.planted.west.West;

/** Knows West. */
public record East(West west) {}
