package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Registry.Governance;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.TagMutability;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Type;
import dev.registrar.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Text to catalog. It never fails: what is not as the schema wants it is left out, and stays in the document for its gate. */
public final class CatalogReader {
    private CatalogReader() {}

    public static CatalogText read(byte[] bytes) {
        return of(YamlReader.read(bytes));
    }

    public static CatalogText read(String text) {
        return of(YamlReader.read(text));
    }

    public static CatalogText of(YamlDocument document) {
        return new CatalogText(
                document, document.root().map(CatalogReader::catalog).orElse(Catalog.EMPTY));
    }

    private static Catalog catalog(YamlNode root) {
        Map<String, Registry> registries = new LinkedHashMap<>();
        child(root, "repositories")
                .flatMap(CatalogReader::mapping)
                .ifPresent(all -> all.entries().forEach(entry -> registries.put(entry.key(), registry(entry))));
        return new Catalog(registries);
    }

    /** Of something else than a map the name is known, and no field. */
    private static Registry registry(YamlNode.Entry named) {
        YamlNode entry = named.value();
        return new Registry(
                named.key(),
                string(entry, Field.ID),
                string(entry, Field.OWNER),
                word(entry, Field.RISK, RiskTier.class),
                word(entry, Field.ENVIRONMENT, Environment.class),
                string(entry, Field.DOMAIN),
                string(entry, Field.REQUESTED_BY),
                word(entry, Field.STATUS, Status.class),
                string(entry, Field.CREATED_DATE).flatMap(CatalogReader::date),
                string(entry, Field.REQUEST),
                string(entry, Field.REPOSITORY_URL),
                governance(entry));
    }

    private static Governance governance(YamlNode entry) {
        return new Governance(
                at(entry, Field.GOVERNANCE).flatMap(CatalogReader::mapping).isPresent(),
                scalar(entry, Field.IMAGE_SCANNING, Type.BOOLEAN).map(Boolean::parseBoolean),
                word(entry, Field.ENCRYPTION, Encryption.class),
                word(entry, Field.TAG_MUTABILITY, TagMutability.class),
                at(entry, Field.KEEP_IMAGE_COUNT)
                        .flatMap(node -> node instanceof Scalar scalar ? scalar.wholeNumber() : Optional.empty())
                        .filter(count -> count >= 1));
    }

    private static <E extends Enum<E> & Vocabulary> Optional<E> word(YamlNode entry, Field field, Class<E> type) {
        return string(entry, field).flatMap(text -> Vocabulary.read(type, text));
    }

    private static Optional<String> string(YamlNode entry, Field field) {
        return scalar(entry, field, Type.STRING).filter(text -> !text.isEmpty());
    }

    private static Optional<String> scalar(YamlNode entry, Field field, Type type) {
        return at(entry, field)
                .filter(node -> node instanceof Scalar scalar && scalar.type() == type)
                .map(node -> ((Scalar) node).text());
    }

    private static Optional<YamlNode> at(YamlNode entry, Field field) {
        Optional<YamlNode> node = Optional.of(entry);
        for (String key : field.path()) {
            node = node.flatMap(parent -> child(parent, key));
        }
        return node;
    }

    private static Optional<YamlNode> child(YamlNode parent, String key) {
        return mapping(parent).flatMap(map -> map.entry(key)).map(YamlNode.Entry::value);
    }

    private static Optional<Mapping> mapping(YamlNode node) {
        return node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    /** YYYY-MM-DD and a day that the calendar has. */
    private static Optional<LocalDate> date(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
