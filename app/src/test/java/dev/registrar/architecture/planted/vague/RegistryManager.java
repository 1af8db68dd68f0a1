package dev.registrar.architecture.planted.vague;

/** One of the names that attract unrelated code. */
public record RegistryManager(int value) {}
