package dev.registrar.settings;

/** How log lines are written. The logging configuration reads the variable itself; here it is only checked. */
public enum LogFormat {
    TEXT,
    JSON
}
