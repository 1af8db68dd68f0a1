package dev.registrar.cli;

import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.git.LocalRepository;
import dev.registrar.markdown.MarkdownCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code docs}: the readable catalog, as Registrar commits it with every change of the YAML one. */
@Command(name = "docs", description = "Writes the Markdown catalog from the YAML catalog.")
final class DocsCommand implements Callable<Integer> {
    @Option(names = "--repo", paramLabel = "DIR", description = "The git repository (default: this folder).")
    private Path folder = Path.of("");

    private final Console console;

    DocsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (LocalRepository repository = LocalRepository.open(folder)) {
            LocalGovernance governance = LocalGovernance.ofCatalog(repository, "docs");
            Configuration configuration = governance.configuration();
            String target = configuration
                    .catalog()
                    .docs()
                    .orElseThrow(
                            () -> new UsageProblem(
                                    Configuration.PATH
                                            + ": `catalog.docs` is not set; name the file to write, such as docs/REGISTRY_CATALOG.md."));
            CatalogText catalog =
                    LocalCatalog.read(repository, configuration.catalog().path());
            write(repository, target, MarkdownCatalog.render(catalog.catalog(), governance.policies()));
            return ExitStatus.PASS.code();
        } catch (LocalRepository.NotUsable e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private void write(LocalRepository repository, String target, String document) {
        boolean current = LocalCatalog.current(repository, target, document);
        if (!current) {
            repository.write(target, document.getBytes(StandardCharsets.UTF_8));
        }
        console.out().println(target + (current ? " is up to date." : " is written."));
    }
}
