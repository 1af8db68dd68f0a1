package dev.registrar.pull;

import java.time.Instant;

/**
 * A comment in the conversation of an issue or pull request.
 *
 * @param throughApp whether it was made through an App, be it in a person's name
 */
public record Comment(long id, Actor author, boolean throughApp, String body, Instant createdAt, String url) {}
