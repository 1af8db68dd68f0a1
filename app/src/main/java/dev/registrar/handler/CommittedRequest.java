package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.approval.Approval;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import java.util.ArrayList;
import java.util.List;

/**
 * What was committed for a request: kept, so that the final word on the issue does not depend on reading it again.
 *
 * @param digest of the request that was approved
 * @param audit the hash of the audit record that the commit names
 */
record CommittedRequest(
        String name,
        String commit,
        String path,
        String lines,
        Actor requester,
        List<String> approvers,
        String digest,
        String audit) {
    private static final ObjectMapper JSON = new ObjectMapper();

    CommittedRequest {
        approvers = List.copyOf(approvers);
    }

    static CommittedRequest of(
            RequestReader.Standing standing,
            RequestReader.Planned planned,
            HeadSha commit,
            List<Approval> approvals,
            String digest,
            String audit) {
        return new CommittedRequest(
                planned.entry().name(),
                commit.value(),
                standing.configuration().catalog().path(),
                planned.lines(),
                standing.issue().author(),
                approvals.stream().map(approval -> approval.approver().login()).toList(),
                digest,
                audit);
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
                    new Actor(
                            node.path("requester-id").asLong(),
                            node.path("requester").asText(),
                            false),
                    approvers,
                    node.path("digest").asText(),
                    node.path("audit").asText());
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
                .put("requester", requester.login())
                .put("requester-id", requester.id())
                .put("digest", digest)
                .put("audit", audit);
        approvers.forEach(node.putArray("approvers")::add);
        return node.toString();
    }
}
