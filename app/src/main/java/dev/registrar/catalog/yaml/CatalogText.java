package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Catalog;
import dev.registrar.yaml.YamlDocument;

/**
 * A catalog as it was read.
 *
 * @param document the tree with places; its problems are the schema gate's
 * @param catalog what could be understood; never more than the text says
 */
public record CatalogText(YamlDocument document, Catalog catalog) {}
