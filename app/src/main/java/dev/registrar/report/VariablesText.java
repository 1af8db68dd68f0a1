package dev.registrar.report;

import dev.registrar.pull.RepositoryName;
import dev.registrar.text.Markdown;

/** What is said of a registry's entry in the variables of Terraform. */
public final class VariablesText {
    private VariablesText() {}

    /** On the request, once a pull request is open. */
    public static String proposed(RepositoryName repository, int number) {
        return "For Terraform there is " + repository + "#" + number
                + ": once that is merged and applied, the repository exists.\n";
    }

    public static String refused(RepositoryName repository, String reason) {
        return "The registry could not be added to the variables of Terraform in "
                + Markdown.code(repository.fullName()) + ": " + Markdown.escape(reason) + " Add it there by hand.\n";
    }

    public static String unreachable(RepositoryName repository) {
        return "The repository of the Terraform, " + Markdown.code(repository.fullName())
                + ", is not there, or Registrar is not installed on it. Add the registry there by hand.\n";
    }

    /** Of the commit that adds it; names come from a request that was checked. */
    public static String message(String registry, String request) {
        return "Declare registry " + registry + "\n\nAsked for and approved in " + request + ".\n\nRegistry-Request: "
                + request + "\n";
    }

    /** Of the pull request that adds it. */
    public static String body(String registry, String request, String path) {
        return "Adds " + Markdown.code(registry) + " to " + Markdown.code(path) + ". It was asked for and approved in "
                + request + ".\n";
    }
}
