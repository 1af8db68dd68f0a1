package dev.registrar.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A verdict as a SARIF 2.1.0 log (OASIS), as GitHub code scanning and editors read it. */
public final class VerdictSarif {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";

    private final Policies policies;
    private final List<RuleId> rules;

    private VerdictSarif(Verdict verdict, Policies policies) {
        this.policies = policies;
        this.rules = verdict.findings().map(Finding::rule).distinct().sorted().toList();
    }

    /** @param version of the program */
    public static String of(Verdict verdict, Policies policies, String version) {
        return SafeJson.text(new VerdictSarif(verdict, policies).log(verdict, version));
    }

    private ObjectNode log(Verdict verdict, String version) {
        ObjectNode log = JSON.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Registrar");
        driver.put("version", version);
        driver.putArray("rules");
        rules.forEach(id -> driver.withArray("rules").add(rule(id)));
        run.put("columnKind", "unicodeCodePoints");
        run.putArray("results");
        verdict.inOrder().forEach(finding -> run.withArray("results").add(result(finding)));
        return log;
    }

    private ObjectNode rule(RuleId id) {
        ObjectNode node = JSON.objectNode().put("id", id.value());
        policies.rule(id).or(() -> Policies.builtIn().rule(id)).ifPresent(rule -> described(node, rule));
        return node;
    }

    private static void described(ObjectNode node, Rule rule) {
        node.putObject("shortDescription").put("text", rule.title());
        node.putObject("fullDescription").put("text", rule.description());
        node.putObject("help").put("text", rule.remediation());
        node.putObject("defaultConfiguration").put("level", level(rule.action()));
        ObjectNode properties = node.putObject("properties");
        properties.putArray("tags").add(rule.gate());
        properties.put("severity", rule.severity());
    }

    private ObjectNode result(Finding finding) {
        ObjectNode node = JSON.objectNode()
                .put("ruleId", finding.rule().value())
                .put("ruleIndex", rules.indexOf(finding.rule()))
                .put("level", level(finding.action()));
        node.putObject("message").put("text", finding.message() + " " + finding.remediation());
        ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
        physical.set("artifactLocation", artifact(finding.path()));
        physical.set("region", region(finding.span()));
        finding.registry()
                .ifPresent(name -> ((ObjectNode) node.withArray("locations").get(0))
                        .putArray("logicalLocations")
                        .addObject()
                        .put("name", name)
                        .put("kind", "resource"));
        node.putObject("partialFingerprints").put("registrar/v1", fingerprint(finding));
        finding.suggestion().ifPresent(text -> node.putArray("fixes").add(fix(finding, text)));
        return node;
    }

    private static ObjectNode fix(Finding finding, String text) {
        ObjectNode node = JSON.objectNode();
        node.putObject("description").put("text", finding.remediation());
        ObjectNode change = node.putArray("artifactChanges").addObject();
        change.set("artifactLocation", artifact(finding.path()));
        ObjectNode replacement = change.putArray("replacements").addObject();
        replacement.set("deletedRegion", region(finding.span()));
        replacement.putObject("insertedContent").put("text", text);
        return node;
    }

    private static ObjectNode artifact(String path) {
        return JSON.objectNode().put("uri", uri(path)).put("uriBaseId", ROOT);
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path; // a path that could be read from a repository is one
        }
    }

    /** SARIF, 3.30: columns are 1-based, and the end is behind the last character. */
    private static ObjectNode region(Span span) {
        ObjectNode node = JSON.objectNode().put("startLine", span.line()).put("startColumn", span.column());
        boolean empty = span.end() == span.start();
        return node.put("endLine", span.endLine()).put("endColumn", empty ? span.column() : span.endColumn() + 1);
    }

    /** The same fault on another line is the same fault. */
    private static String fingerprint(Finding finding) {
        List<String> parts = new ArrayList<>(List.of(finding.rule().value(), finding.path(), finding.message()));
        finding.registry().ifPresent(parts::add);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private static String level(Action action) {
        return switch (action) {
            case BLOCK -> "error";
            case ALERT -> "warning";
            case LOG -> "note";
        };
    }
}
