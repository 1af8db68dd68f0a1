package dev.registrar.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON trees in few words. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A small object of alternating names and values. */
    static ObjectNode object(@Nullable Object... namesAndValues) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.set(String.valueOf(namesAndValues[i]), value(namesAndValues[i + 1]));
        }
        return node;
    }

    /** An object of many fields, one after the other. */
    static Fields fields() {
        return new Fields();
    }

    /** An object in the making. */
    static final class Fields {
        private final ObjectNode node = JsonNodeFactory.instance.objectNode();

        Fields add(String name, @Nullable Object value) {
            node.set(name, value(value));
            return this;
        }

        ObjectNode node() {
            return node;
        }
    }

    static <T> ArrayNode array(Collection<T> items, Function<? super T, ?> form) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> node.add(value(form.apply(item))));
        return node;
    }

    static ArrayNode array(Collection<?> items) {
        return array(items, item -> item);
    }

    /** Whole seconds and a Z, as GitHub writes times. */
    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }

    /** The text of a field, or nothing where it is absent or null. */
    static @Nullable String string(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    static boolean has(JsonNode node, String field) {
        return node.hasNonNull(field);
    }

    private static JsonNode value(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof String text) {
            return nodes.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Instant instant) {
            return value(time(instant));
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return MAPPER.valueToTree(value);
        }
        throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
}
