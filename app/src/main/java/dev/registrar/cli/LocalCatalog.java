package dev.registrar.cli;

import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.git.LocalRepository;
import dev.registrar.pull.FileRead;
import dev.registrar.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The catalog of a working tree, and the files that are made from it. */
final class LocalCatalog {
    private LocalCatalog() {}

    /** @throws UsageProblem with the place of the first thing that cannot be read */
    static CatalogText read(LocalRepository repository, String path) {
        CatalogText text = repository
                .inWorkingTree(path)
                .match(CatalogReader::read, CatalogReader.read(""), what -> CatalogReader.read(""));
        for (YamlDocument.Problem problem : text.document().problems()) {
            throw new UsageProblem(path + ":" + problem.span().line() + ":"
                    + problem.span().column() + ": " + problem.message() + " " + problem.remedy());
        }
        if (text.document().root().isEmpty()) {
            throw new UsageProblem(path + " is missing or empty; `catalog.path` in " + Configuration.PATH
                    + " says where the catalog is.");
        }
        return text;
    }

    /** Whether the file has just this text. */
    static boolean current(LocalRepository repository, String path, String text) {
        return repository.inWorkingTree(path) instanceof FileRead.Found found
                && Arrays.equals(found.bytes(), text.getBytes(StandardCharsets.UTF_8));
    }
}
