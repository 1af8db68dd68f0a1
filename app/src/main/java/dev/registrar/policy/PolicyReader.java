package dev.registrar.policy;

import dev.registrar.catalog.Vocabulary;
import dev.registrar.schema.Schemas;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policy files to {@link Policies}. */
final class PolicyReader {
    /** One file for each gate, in the order in which gates are shown. */
    private static final List<String> FILES = List.of(
            "schema.yaml",
            "naming.yaml",
            "risk-tier.yaml",
            "ownership.yaml",
            "lifecycle.yaml",
            "placement.yaml",
            "terraform.yaml",
            "approval.yaml",
            "checklist.yaml",
            "configuration.yaml");

    private PolicyReader() {}

    static Policies builtIn() {
        SortedMap<RuleId, Rule> rules = new TreeMap<>();
        MessageDigest digest = sha256();
        for (String file : FILES) {
            byte[] bytes = resource("/policies/" + file);
            digest.update(bytes);
            rules(file, bytes).forEach(rule -> rules.put(rule.id(), rule));
        }
        return new Policies(
                rules, "built-in-" + HexFormat.of().formatHex(digest.digest()).substring(0, 12));
    }

    /** The same rules with a repository's own laid over them. */
    static PoliciesRead overlaid(Policies below, List<PolicyFile> files) {
        if (files.isEmpty()) {
            return new PoliciesRead.Valid(below);
        }
        Overlay overlay = new Overlay(below.rules());
        overlay.lay(files);
        if (!overlay.faults().isEmpty()) {
            return new PoliciesRead.Broken(overlay.faults());
        }
        MessageDigest digest = sha256();
        files.stream().sorted(Comparator.comparing(PolicyFile::path)).forEach(file -> digest.update(file.bytes()));
        return new PoliciesRead.Valid(new Policies(
                overlay.rules(),
                below.version() + "+"
                        + HexFormat.of().formatHex(digest.digest()).substring(0, 12)));
    }

    private static List<Rule> rules(String file, byte[] bytes) {
        YamlDocument document = YamlReader.read(bytes);
        if (!document.problems().isEmpty() || !Schemas.POLICY.misfits(document).isEmpty()) {
            throw new IllegalStateException(
                    "built-in policy " + file + ": " + document.problems() + Schemas.POLICY.misfits(document));
        }
        String gate = text(document, Pointer.of("gate"));
        YamlNode rules = document.at(Pointer.of("rules")).orElseThrow();
        return ((YamlNode.Sequence) rules)
                .items().stream()
                        .map(node -> rule(gate, (YamlNode.Mapping) node))
                        .toList();
    }

    private static Rule rule(String gate, YamlNode.Mapping node) {
        return new Rule(
                new RuleId(text(node, "rule_id")),
                gate,
                text(node, "title"),
                text(node, "severity"),
                Vocabulary.read(Action.class, text(node, "violation_action")).orElseThrow(),
                text(node, "description"),
                text(node, "remediation"),
                node.entry("parameters")
                        .map(entry -> parameters((YamlNode.Mapping) entry.value()))
                        .orElse(Map.of()));
    }

    private static Map<String, List<String>> parameters(YamlNode.Mapping node) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        node.entries().forEach(entry -> parameters.put(entry.key(), values(entry.value())));
        return parameters;
    }

    static List<String> values(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return List.of(scalar.text());
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream()
                    .flatMap(item -> values(item).stream())
                    .toList();
        }
        throw new IllegalStateException("a parameter is a scalar or a list of scalars");
    }

    private static String text(YamlNode.Mapping node, String key) {
        return ((YamlNode.Scalar) node.entry(key).orElseThrow().value()).text();
    }

    private static String text(YamlDocument document, Pointer pointer) {
        return ((YamlNode.Scalar) document.at(pointer).orElseThrow()).text();
    }

    private static byte[] resource(String name) {
        try (InputStream in = PolicyReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
