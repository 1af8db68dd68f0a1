package dev.registrar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The published schemas, each read once from the class path and safe for any number of threads. */
public enum Schemas {
    CATALOG("catalog.schema.json", "repositories"),
    CONFIGURATION("registrar.schema.json", ""),
    POLICY("policy.schema.json", ""),
    EXAMPLE("example.schema.json", "");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // the library's schemas do not change once they are read
    private final Schema schema;

    private final String namedBelow;

    Schemas(String file, String namedBelow) {
        this.text = resource("/policies/schema/" + file);
        this.schema = Registry.of(text);
        this.namedBelow = namedBelow;
    }

    /** The schema itself, JSON. */
    public String text() {
        return text;
    }

    /** Everything that does not fit, in the order of the text. A document without a root fits nothing and yields nothing. */
    public List<Misfit> misfits(YamlDocument document) {
        return misfits(document, List.of());
    }

    /**
     * The same for some entries only of the catalog's {@code repositories}, and for everything outside them: what a change
     * to a large catalog needs.
     *
     * @param leaveOut names of entries that are not looked at
     */
    public List<Misfit> misfits(YamlDocument document, Collection<String> leaveOut) {
        Set<String> unseen = Set.copyOf(leaveOut);
        Optional<JsonNode> tree = document.root().map(root -> JsonTree.of(root, namedBelow, unseen));
        if (tree.isEmpty()) {
            return List.of();
        }
        MisfitWriter writer = new MisfitWriter(document, schema.getSchemaNode(), this == CATALOG);
        return schema.validate(tree.get()).stream()
                .flatMap(error -> writer.misfit(error).stream())
                .distinct()
                .sorted(Comparator.comparingInt(misfit -> misfit.span().start()))
                .toList();
    }

    /** The path of a schema error as a pointer of ours. */
    static Pointer pointer(NodePath path) {
        Pointer pointer = Pointer.ROOT;
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer = pointer.child(String.valueOf(path.getElement(i)));
        }
        return pointer;
    }

    private static String resource(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An enum's constants cannot reach its static fields while they are made, hence a holder. */
    private static final class Registry {
        private static final SchemaRegistry INSTANCE = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));

        static Schema of(String text) {
            return INSTANCE.getSchema(text, InputFormat.JSON);
        }
    }
}
