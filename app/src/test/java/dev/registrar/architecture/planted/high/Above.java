package dev.registrar.architecture.planted.high;

import dev.registrar.architecture.planted.low.Below;

/** Imports as it may. */
public record Above(Below below) {}
