package dev.registrar.markdown;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.policy.Policies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class MarkdownCatalogTest {
    @Test
    void catalog_ofAllKinds_isTheGoldenDocument() throws IOException {
        assertThat(MarkdownCatalog.render(catalog(), Policies.builtIn())).isEqualTo(resource("REGISTRY_CATALOG.md"));
    }

    @Test
    void document_doesNotDependOnTheOrderOfEntries() throws IOException {
        List<Registry> registries = new ArrayList<>(catalog().registries().values());
        Collections.shuffle(registries, new Random(7));
        assertThat(MarkdownCatalog.render(Catalog.of(registries), Policies.builtIn()))
                .isEqualTo(resource("REGISTRY_CATALOG.md"));
    }

    @Test
    void catalog_empty_saysSo() {
        assertThat(MarkdownCatalog.render(Catalog.EMPTY, Policies.builtIn()))
                .contains("There are no registries yet.")
                .doesNotContain("mermaid")
                .endsWith("Nothing here yet.\n");
    }

    @Test
    void hostileText_makesNoLinkAndNoHeading() throws IOException {
        List<String> links = new ArrayList<>();
        List<Integer> headings = new ArrayList<>();
        Parser.builder()
                .build()
                .parse(MarkdownCatalog.render(catalog(), Policies.builtIn()))
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(Link link) {
                        links.add(link.getDestination());
                    }

                    @Override
                    public void visit(Heading heading) {
                        headings.add(heading.getLevel());
                        visitChildren(heading);
                    }
                });
        assertThat(links).containsExactly("#payments-gateway", "#web-shop");
        assertThat(headings.stream().filter(level -> level == 3)).hasSize(4);
    }

    private static Catalog catalog() throws IOException {
        return CatalogReader.read(resource("catalog.yaml")).catalog();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = requireNonNull(MarkdownCatalogTest.class.getResourceAsStream("/markdown/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
