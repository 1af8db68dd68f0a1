package dev.registrar.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import java.util.Locale;

/** A verdict as the one JSON object of the contract (section 2). */
public final class VerdictJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VerdictJson() {}

    public static String of(Verdict verdict) {
        ObjectNode root = JSON.objectNode().put("conclusion", word(verdict.conclusion()));
        verdict.gates().forEach(gate -> {
            ObjectNode node = root.withArray("gates")
                    .addObject()
                    .put("gate", gate.gate().word())
                    .put("conclusion", word(gate.conclusion()));
            node.putArray("findings");
            gate.findings().forEach(finding -> node.withArray("findings").add(finding(finding)));
        });
        root.withArray("gates");
        return SafeJson.text(root);
    }

    private static String word(Verdict.Conclusion conclusion) {
        return conclusion.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = JSON.objectNode()
                .put("rule", finding.rule().value())
                .put("action", finding.action().word())
                .put("registry", finding.registry().orElse(null))
                .put("path", finding.path())
                .put("line", finding.span().line())
                .put("column", finding.span().column())
                .put("end_line", finding.span().endLine())
                .put("message", finding.message())
                .put("remediation", finding.remediation());
        finding.suggestion().ifPresent(text -> node.put("suggestion", text));
        return node;
    }
}
