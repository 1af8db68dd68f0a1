package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Catalog;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;

/**
 * A catalog as it was read.
 *
 * @param document the tree with places; its problems are the schema gate's
 * @param catalog what could be understood; never more than the text says
 */
public record CatalogText(YamlDocument document, Catalog catalog) {
    private static final Pointer REPOSITORIES = Pointer.of("repositories");

    /** Whether there is a list of registries, be it empty; of any other text nothing but its form can be judged. */
    public boolean listsRegistries() {
        return document.at(REPOSITORIES).filter(CatalogText::list).isPresent();
    }

    /** Whether something stands there of which nobody can say which registries it lists. */
    public boolean broken() {
        if (document.root().isEmpty()) {
            return !document.problems().isEmpty();
        }
        boolean map = document.root().get() instanceof YamlNode.Mapping;
        return !map || document.at(REPOSITORIES).isPresent() && !listsRegistries();
    }

    private static boolean list(YamlNode node) {
        return node instanceof YamlNode.Mapping
                || node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NULL;
    }
}
