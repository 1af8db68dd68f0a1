package dev.registrar.architecture.planted.unmarked;

/** Its package says nothing about itself. */
public record Unmarked(int value) {}
