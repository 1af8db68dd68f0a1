package dev.registrar.handler;

import dev.registrar.backstage.Entities;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.markdown.MarkdownCatalog;
import dev.registrar.policy.Policies;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a catalog repository that a change of the catalog writes, as they are at a commit. */
record CatalogFiles(Contents contents, Repository repository, Configuration configuration, HeadSha tip) {

    /** What stands where one of the files belongs and is none, such as a symbolic link: nothing is written through it. */
    Optional<String> misplaced() {
        return Stream.of(
                        Optional.of(configuration.catalog().path()),
                        configuration.catalog().docs(),
                        configuration.catalog().backstage())
                .flatMap(Optional::stream)
                .flatMap(path -> contents.at(repository, tip, path)
                        .match(
                                bytes -> Stream.<String>empty(),
                                Stream.<String>empty(),
                                what -> Stream.of(Markdown.code(path) + " is " + Markdown.escape(what)
                                        + ", so nothing can be written there. Put a regular file in its place.")))
                .findFirst();
    }

    CatalogText catalog() {
        FileRead read = contents.at(repository, tip, configuration.catalog().path());
        return read.match(CatalogReader::read, CatalogReader.read(""), what -> CatalogReader.read(""));
    }

    /** The catalog's new text, and all that follows from it, to be committed together. */
    List<FileChange> changes(CatalogText after, Policies policies) {
        List<FileChange> changes = of(configuration, after, policies);
        configuration.catalog().backstage().ifPresent(path -> {
            String before = text(path);
            String entities = Entities.follow(after.catalog(), configuration.resourcePerRepository(), before);
            if (!entities.equals(before)) {
                changes.add(new FileChange(path, Optional.of(entities)));
            }
        });
        return changes;
    }

    private String text(String path) {
        return contents.at(repository, tip, path)
                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> "");
    }

    /** The same without the entities of Backstage. */
    static List<FileChange> of(Configuration configuration, CatalogText after, Policies policies) {
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange(
                configuration.catalog().path(), Optional.of(after.document().text())));
        configuration
                .catalog()
                .docs()
                .ifPresent(path -> changes.add(
                        new FileChange(path, Optional.of(MarkdownCatalog.render(after.catalog(), policies)))));
        return changes;
    }
}
