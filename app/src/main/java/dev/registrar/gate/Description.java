package dev.registrar.gate;

import dev.registrar.config.Configuration.Checklist;

/** The description of a pull request, and the check boxes that it has to have. */
public record Description(Checklist required, String text) {}
