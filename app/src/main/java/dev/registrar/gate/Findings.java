package dev.registrar.gate;

import dev.registrar.catalog.Field;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.ScalarWriter;
import dev.registrar.yaml.ScalarWriter.Quote;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the rules in force find, and looks up the places. */
final class Findings {
    private final Policies policies;
    private final String path;
    private final YamlDocument document;
    private final List<Finding> collected = new ArrayList<>();

    Findings(Policies policies, String path, YamlDocument document) {
        this.policies = policies;
        this.path = path;
        this.document = document;
    }

    List<Finding> collected() {
        return List.copyOf(collected);
    }

    /** At the key: the name of the entry, or a field's name. */
    void atKey(RuleId rule, String registry, Field field, Told told) {
        add(rule, Optional.of(registry), key(field.of(registry)), told, Optional.empty());
    }

    /** At the value, or where it would stand. */
    void atValue(RuleId rule, String registry, Field field, Told told) {
        add(rule, Optional.of(registry), value(field.of(registry)), told, Optional.empty());
    }

    /** The same, with no more than a note: what could not be found out. */
    void note(RuleId rule, String registry, Field field, Told told) {
        add(rule, Optional.of(registry), value(field.of(registry)), told, Optional.of(Action.LOG));
    }

    /** At the value of a field of the file itself. */
    void atField(RuleId rule, Pointer field, Told told) {
        add(rule, Optional.empty(), value(field), told, Optional.empty());
    }

    void at(RuleId rule, Optional<String> registry, Span span, Told told) {
        add(rule, registry, span, told, Optional.empty());
    }

    private void add(RuleId id, Optional<String> registry, Span span, Told told, Optional<Action> instead) {
        policies.rule(id).ifPresent(rule -> collected.add(finding(rule, registry, span, told, instead)));
    }

    private Finding finding(Rule rule, Optional<String> registry, Span span, Told told, Optional<Action> instead) {
        return new Finding(
                rule.id(),
                instead.orElse(rule.action()),
                registry,
                path,
                span,
                told.message(),
                rule.description(),
                told.remedy().orElse(rule.remediation()),
                told.suggestion()
                        .filter(text -> reachesNoOther(registry, span))
                        .map(text -> quotedAsBefore(text, span)));
    }

    /** A text that takes the place of one in quotes gets them too; what is to be no text any more loses them. */
    private String quotedAsBefore(String text, Span span) {
        char first = span.end() > span.start() ? document.text().charAt(span.start()) : ' ';
        boolean quoted =
                (first == '"' || first == '\'') && ScalarWriter.write(text).equals(text);
        return quoted ? ScalarWriter.write(text, first == '"' ? Quote.DOUBLE : Quote.SINGLE) : text;
    }

    /** What an alias or a merge key brings in stands elsewhere, and to change it there would change other entries too. */
    private boolean reachesNoOther(Optional<String> registry, Span span) {
        if (registry.isEmpty()) {
            return true;
        }
        Pointer entry = Field.ENTRY.of(registry.get());
        Optional<Span> key = document.keySpan(entry);
        Optional<Span> value = document.at(entry).map(YamlNode::span);
        boolean inKey = key.filter(place -> within(span, place)).isPresent();
        return inKey
                || value.filter(place -> within(span, place)).isPresent()
                        && value.filter(place ->
                                        place.start() >= key.map(Span::end).orElse(0))
                                .isPresent()
                        && !anchored(span);
    }

    private static boolean within(Span inner, Span outer) {
        return inner.start() >= outer.start() && inner.end() <= outer.end();
    }

    /** Whether the value has a name by which other entries repeat it. */
    private boolean anchored(Span span) {
        String text = document.text();
        int line = text.lastIndexOf('\n', span.start() - 1) + 1;
        String before = text.substring(line, span.start()).strip();
        return before.matches(".*(^|[\\s:,{\\[])&\\S+( !\\S+)?$");
    }

    private Span value(Pointer at) {
        return document.at(at)
                .filter(node ->
                        node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty())
                .map(YamlNode::span)
                .orElseGet(() -> key(at));
    }

    /** The key, or the nearest one above it that is there. */
    private Span key(Pointer at) {
        Optional<Span> span = document.keySpan(at);
        return span.isPresent() || at.segments().isEmpty() ? span.orElse(Span.FIRST) : key(at.parent());
    }

    /** What a rule has to say; without a remedy of its own the rule's general one is given. */
    record Told(String message, Optional<String> remedy, Optional<String> suggestion) {
        static Told that(String message) {
            return new Told(message, Optional.empty(), Optional.empty());
        }

        Told remedy(String text) {
            return new Told(message, Optional.of(text), suggestion);
        }

        Told suggestion(Optional<String> text) {
            return new Told(message, remedy, text);
        }
    }
}
