package dev.registrar.settings;

/** What signing in to the dashboard with GitHub needs, beside the address of {@link Settings#address()}. */
public record SignIn(String clientId, Secret clientSecret, Secret sessionSecret) {}
