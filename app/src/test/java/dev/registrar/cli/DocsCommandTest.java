package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.markdown.MarkdownCatalog;
import dev.registrar.policy.Policies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTest {
    private static final String SEED = "/sandbox/seed/platform-catalog/";

    @TempDir
    Path temp;

    private final CapturedConsole captured = new CapturedConsole();

    private int docs(GitFolder repository) {
        captured.clear();
        return Main.run(
                captured.console(),
                Map.of(),
                "docs",
                "--repo",
                repository.folder().toString());
    }

    private GitFolder repository(String configuration) {
        GitFolder repository = GitFolder.governed(temp.resolve("repository"));
        return repository.write(GitFolder.CONFIGURATION, configuration);
    }

    @Test
    void docs_writesTheReadableCatalogOnce() {
        try (GitFolder repository =
                repository("version: 1\nrole: catalog\ncatalog: {docs: docs/deep/er/REGISTRY_CATALOG.md}\n")) {
            assertThat(docs(repository)).isZero();
            assertThat(captured.out()).isEqualTo("docs/deep/er/REGISTRY_CATALOG.md is written.\n");
            assertThat(repository.read("docs/deep/er/REGISTRY_CATALOG.md"))
                    .isEqualTo(MarkdownCatalog.render(
                            CatalogReader.read(GitFolder.catalog()).catalog(), Policies.builtIn()));

            assertThat(docs(repository)).isZero();
            assertThat(captured.out()).contains("is up to date");
        }
    }

    @Test
    void docs_withoutAPath_saysWhichSettingIsMissing() {
        try (GitFolder repository = repository("version: 1\nrole: catalog\n")) {
            usage(docs(repository), "`catalog.docs` is not set");
        }
    }

    @Test
    void docs_inAnInfraRepository_saysWhereItBelongs() {
        try (GitFolder repository =
                repository("version: 1\nrole: infra\ncatalog: {repository: acme/platform-catalog}\n")) {
            usage(docs(repository), "docs works on the catalog repository, and this one's role is infra");
        }
    }

    @Test
    void docs_brokenCatalog_namesThePlaceAndWritesNothing() {
        try (GitFolder repository = repository("version: 1\nrole: catalog\ncatalog: {docs: CATALOG.md}\n")) {
            repository.edit("domain: delivery\nowner", "domain: [delivery\nowner");

            usage(docs(repository), GitFolder.CATALOG + ":");
            assertThat(repository.folder().resolve("CATALOG.md")).doesNotExist();
        }
    }

    @Test
    void docs_missingCatalog_isWrongUse() throws IOException {
        try (GitFolder repository = repository("version: 1\nrole: catalog\ncatalog: {docs: CATALOG.md}\n")) {
            Files.delete(repository.folder().resolve(GitFolder.CATALOG));

            usage(docs(repository), "is missing or empty");
        }
    }

    @Test
    void docs_throughASymbolicLink_writesNothing() throws IOException {
        try (GitFolder repository = repository("version: 1\nrole: catalog\ncatalog: {docs: out/CATALOG.md}\n")) {
            Path outside = Files.createDirectory(temp.resolve("outside"));
            Files.createSymbolicLink(repository.folder().resolve("out"), outside);

            usage(docs(repository), "symbolic link");
            assertThat(outside).isEmptyDirectory();
        }
    }

    private void usage(int status, String line) {
        assertThat(status).isEqualTo(2);
        assertThat(captured.err().lines()).singleElement().asString().contains(line);
    }

    @Test
    void seedOfTheSandbox_hasItsReadableCatalog() throws IOException {
        String catalog = resource("docs/20-contracts/resource-catalogs/ecr-catalog.yaml");

        assertThat(resource("docs/REGISTRY_CATALOG.md"))
                .isEqualTo(MarkdownCatalog.render(CatalogReader.read(catalog).catalog(), Policies.builtIn()));
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = DocsCommandTest.class.getResourceAsStream(SEED + path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
