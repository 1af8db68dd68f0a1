package dev.registrar.terraform;

/** What cannot be read, its place, and the way to repair it. */
public record Trouble(Place place, String message, String remedy) {}
