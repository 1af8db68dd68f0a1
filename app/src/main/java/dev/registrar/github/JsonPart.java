package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.event.EventDecoder.MalformedPayload;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A part of a JSON document that knows where it stands and insists on what is read from it. */
final class JsonPart {
    /** GitHub's placeholder for a deleted account; the number is nobody's. */
    static final Actor GHOST = new Actor(0, "ghost", false);

    private final JsonNode node;
    private final String place;
    private final Document document;

    /**
     * What holds for all parts of a document.
     *
     * @param fault what follows from a part that is not as expected
     * @param readable which names may be asked for
     */
    private record Document(Function<String, RuntimeException> fault, Predicate<String> readable) {}

    private JsonPart(JsonNode node, String place, Document document) {
        this.node = node;
        this.place = place;
        this.document = document;
    }

    /** Of an answer, whose faults are GitHub's trouble. */
    static JsonPart ofAnswer(JsonNode root) {
        return new JsonPart(
                root, "", new Document(words -> new Unavailable("GitHub's answer: " + words, null), name -> true));
    }

    /**
     * Of a webhook payload, whose faults are the sender's.
     *
     * @param kept what an excerpt keeps: to ask for another name is a bug, also where a whole payload has it
     */
    static JsonPart ofPayload(JsonNode root, Set<String> kept) {
        return new JsonPart(root, "", new Document(MalformedPayload::new, kept::contains));
    }

    /** A part that must be there. */
    JsonPart at(String name) {
        return optional(name).orElseThrow(() -> document.fault().apply("no " + path(name)));
    }

    /** A part that may be missing or null. */
    Optional<JsonPart> optional(String name) {
        if (!node.isObject()) {
            throw is("an object");
        }
        if (!document.readable().test(name)) {
            throw new IllegalStateException(path(name) + " is read of payloads, but Excerpt does not keep it");
        }
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new JsonPart(child, path(name), document));
    }

    String text() {
        if (!node.isTextual()) {
            throw is("text");
        }
        return node.textValue();
    }

    String text(String name) {
        return at(name).text();
    }

    /** Text that may be missing or null. */
    String textOrEmpty(String name) {
        return optional(name).map(JsonPart::text).orElse("");
    }

    long number() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw is("a whole number");
        }
        return node.longValue();
    }

    long number(String name) {
        return at(name).number();
    }

    /** A number that counts from one, such as an issue's. */
    int ordinal(String name) {
        JsonPart part = at(name);
        long value = part.number();
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw part.is("a number from 1");
        }
        return (int) value;
    }

    /** A number by which GitHub identifies something. */
    long id() {
        JsonPart part = at("id");
        long value = part.number();
        if (value < 1) {
            throw part.is("an id");
        }
        return value;
    }

    /** False when it is missing or null. */
    boolean flag(String name) {
        return optional(name)
                .map(part -> {
                    if (!part.node.isBoolean()) {
                        throw part.is("true or false");
                    }
                    return part.node.booleanValue();
                })
                .orElse(false);
    }

    boolean isArray() {
        return node.isArray();
    }

    List<JsonPart> items() {
        if (!node.isArray()) {
            throw is("an array");
        }
        List<JsonPart> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new JsonPart(node.get(i), place + "[" + i + "]", document));
        }
        return items;
    }

    /** Empty when it is missing or null. */
    List<JsonPart> items(String name) {
        return optional(name).map(JsonPart::items).orElse(List.of());
    }

    Instant instant(String name) {
        JsonPart part = at(name);
        try {
            return Instant.parse(part.text());
        } catch (DateTimeParseException notTime) {
            throw part.is("a time");
        }
    }

    /** A time that may be missing or null; then it is as good as now. */
    Instant instantOrNow(String name, Clock clock) {
        return optional(name).isPresent() ? instant(name) : clock.instant();
    }

    HeadSha sha(String name) {
        JsonPart part = at(name);
        try {
            return new HeadSha(part.text());
        } catch (IllegalArgumentException notSha) {
            throw part.is("a commit");
        }
    }

    /** A user as GitHub shows one inside other things. */
    Actor actor() {
        return new Actor(id(), text("login"), bot());
    }

    private boolean bot() {
        return optional("type").map(JsonPart::text).map("Bot"::equals).orElse(false);
    }

    /** The user under a name, or {@link #GHOST} where the account is gone. */
    Actor actorOrGhost(String name) {
        return optional(name).map(JsonPart::actor).orElse(GHOST);
    }

    /** The name of each label; GitHub sends objects, and plain text in some old answers. */
    List<String> labels() {
        return items("labels").stream()
                .map(label -> label.node.isTextual() ? label.text() : label.text("name"))
                .toList();
    }

    RuntimeException is(String expected) {
        return document.fault().apply((place.isEmpty() ? "the whole" : place) + " is not " + expected);
    }

    private String path(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
