package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.approval.Approval;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.policy.Policies;
import dev.registrar.pull.HeadSha;
import dev.registrar.report.RequestComment;
import java.util.ArrayList;
import java.util.List;

/** What was committed for a request: kept, so that the final word on the issue does not depend on reading it again. */
record CommittedRequest(String name, String commit, String path, String lines, RiskTier tier, List<String> approvers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    CommittedRequest {
        approvers = List.copyOf(approvers);
    }

    static CommittedRequest of(
            RequestReader.Standing standing, RequestReader.Planned planned, HeadSha commit, List<Approval> approvals) {
        return new CommittedRequest(
                planned.entry().name(),
                commit.value(),
                standing.configuration().catalog().path(),
                planned.lines(),
                planned.entry().risk().orElseThrow(),
                approvals.stream().map(approval -> approval.approver().login()).toList());
    }

    static CommittedRequest read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            List<String> approvers = new ArrayList<>();
            node.get("approvers").forEach(login -> approvers.add(login.asText()));
            return new CommittedRequest(
                    node.get("name").asText(),
                    node.get("commit").asText(),
                    node.get("path").asText(),
                    node.get("lines").asText(),
                    Vocabulary.read(RiskTier.class, node.get("tier").asText()).orElseThrow(),
                    approvers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of a committed request cannot be read", e);
        }
    }

    String write() {
        ObjectNode node = JSON.createObjectNode()
                .put("name", name)
                .put("commit", commit)
                .put("path", path)
                .put("lines", lines)
                .put("tier", tier.word());
        approvers.forEach(node.putArray("approvers")::add);
        return node.toString();
    }

    String comment(String url) {
        return RequestComment.committed(
                name,
                new HeadSha(commit).abbreviated(),
                url,
                new RequestComment.Preview(path, lines, tier, Policies.builtIn().controls(tier)),
                approvers);
    }
}
