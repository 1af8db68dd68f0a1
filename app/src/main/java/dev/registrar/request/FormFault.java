package dev.registrar.request;

/**
 * Something wrong with a field of the form. Nothing of it was typed by a person, so it can be shown as it is.
 *
 * @param label the field, as the form calls it
 * @param message what is wrong; one sentence, in Markdown
 * @param remedy what to do; one sentence, in Markdown
 */
public record FormFault(String label, String message, String remedy) {}
