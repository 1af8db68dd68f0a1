package dev.registrar.onboarding;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that is a catalog of registries.
 *
 * @param registries how many it lists
 * @param keepers slugs of the teams that it says it belongs to, the likeliest approvers first
 */
public record FoundCatalog(String path, int registries, List<String> keepers) {
    private static final String SLUG = "[A-Za-z0-9_.-]{1,100}";

    public FoundCatalog {
        keepers = List.copyOf(keepers);
    }

    /** Empty when the file is something else, or cannot be read as YAML at all. */
    public static Optional<FoundCatalog> in(String path, byte[] bytes) {
        CatalogText text = CatalogReader.read(bytes);
        Catalog catalog = text.catalog();
        // Other files have a list of repositories too (Helm, pre-commit); only a catalog says who owns them, and how
        // they stand.
        boolean likely = catalog.registries().values().stream().anyMatch(FoundCatalog::governed);
        boolean started =
                catalog.registries().isEmpty() && path.equals(Candidates.USUAL_CATALOG) && has(text, "repositories");
        return likely || started
                ? Optional.of(new FoundCatalog(path, catalog.registries().size(), keepers(text.document())))
                : Optional.empty();
    }

    private static boolean governed(Registry registry) {
        return registry.owner().isPresent()
                && (registry.risk().isPresent() || registry.status().isPresent());
    }

    private static boolean has(CatalogText text, String key) {
        return mapping(text.document()).flatMap(root -> root.entry(key)).isPresent();
    }

    private static Optional<YamlNode.Mapping> mapping(YamlDocument document) {
        return document.root().filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
    }

    private static List<String> keepers(YamlDocument document) {
        return Stream.of("managed_by", "owner")
                .flatMap(key -> mapping(document).flatMap(root -> root.entry(key)).stream())
                .map(YamlNode.Entry::value)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(value -> ((YamlNode.Scalar) value).text())
                .filter(text -> text.matches(SLUG))
                .distinct()
                .toList();
    }
}
