package dev.registrar.settings;

/**
 * What is wrong with one setting and what to do about it. The text never holds the setting's value, since a mistaken
 * variable may hold somebody's secret; the path of an unreadable file is the one exception.
 */
public record Problem(String setting, String text) {
    /** The line that people read. */
    @Override
    public String toString() {
        return setting + ": " + text;
    }
}
