package dev.registrar.handler;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Registry;
import dev.registrar.config.Configuration;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.terraform.TfvarsEdit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The variable file that an approved registry goes into, too: here, or in the repository that has the Terraform. */
final class VariableFile {
    private final GitHubPorts github;
    private final Repository catalog;
    private final Configuration configuration;

    VariableFile(GitHubPorts github, Repository catalog, Configuration configuration) {
        this.github = github;
        this.catalog = catalog;
        this.configuration = configuration;
    }

    /** What would be written; or why nothing can be. */
    sealed interface Planned {
        /**
         * The registry as it goes into the file.
         *
         * @param text of the whole file, as it would be then
         * @param lines what is added
         */
        record Added(String path, String text, String lines) implements Planned {
            FileChange change() {
                return new FileChange(path, Optional.of(text));
            }
        }

        /** None is configured, or the registry is in it. */
        record Nothing() implements Planned {}

        /** @param reason as a sentence, not escaped */
        record Impossible(String path, String reason) implements Planned {}
    }

    /** The other repository; empty where the file is here. */
    Optional<RepositoryName> elsewhere() {
        return configuration.terraform().repository().filter(name -> !name.sameAs(catalog.name()));
    }

    /** Whether anything may be written elsewhere: only by catalogs that the operator has named (contract, section 3). */
    boolean allowed() {
        return !github.catalogs().isEmpty();
    }

    /** Empty where it is not there, or of another owner. */
    Optional<Repository> other() {
        return elsewhere()
                .filter(name -> name.owner().equalsIgnoreCase(catalog.name().owner()))
                .flatMap(name -> github.repositories().named(catalog.installation(), name));
    }

    /** On a commit of the repository that the file is in. */
    Planned add(Repository repository, HeadSha tip, Registry entry, Controls controls) {
        Optional<String> pattern = configuration.terraform().tfvars();
        if (pattern.isEmpty()) {
            return new Planned.Nothing();
        }
        Optional<String> environment = entry.environment().map(Environment::word);
        if (pattern.get().contains(Configuration.Terraform.ENVIRONMENT) && environment.isEmpty()) {
            return new Planned.Impossible(pattern.get(), "The registry has no environment to choose the file by.");
        }
        String path = pattern.get().replace(Configuration.Terraform.ENVIRONMENT, environment.orElse(""));
        FileRead read = github.contents().at(repository, tip, path);
        if (read instanceof FileRead.NotAFile other) {
            return new Planned.Impossible(path, "It is " + other.what() + ".");
        }
        String text = read.match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> "");
        TfvarsEdit.Result result = TfvarsEdit.add(path, text, entry, controls);
        if (result instanceof TfvarsEdit.Result.Edited edited) {
            return new Planned.Added(path, edited.text(), edited.lines());
        }
        return result instanceof TfvarsEdit.Result.Refused refused
                ? new Planned.Impossible(path, refused.reason())
                : new Planned.Nothing();
    }
}
