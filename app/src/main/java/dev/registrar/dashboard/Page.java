package dev.registrar.dashboard;

/** A page as it is sent. */
public record Page(int status, String html) {}
