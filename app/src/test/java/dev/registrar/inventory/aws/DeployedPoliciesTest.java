package dev.registrar.inventory.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployedPoliciesTest {
    private static JsonNode document(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of("..", "deploy", "aws", name)));
    }

    @Test
    void readPolicy_grantsExactlyWhatReadingAsks() throws IOException {
        List<String> granted = new ArrayList<>();
        document("registrar-read-policy.json").get("Statement").forEach(statement -> {
            assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
            statement.get("Action").forEach(action -> granted.add(action.asText()));
        });

        assertThat(granted)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ReadAction.values()).map(ReadAction::iam).toList());
    }

    @Test
    void trustPolicy_namesOneRole_andNoStar() throws IOException {
        for (String name : List.of("registrar-read-trust.json", "registrar-assume-policy.json")) {
            JsonNode statements = document(name).get("Statement");
            assertThat(statements).hasSize(1);
            assertThat(statements.get(0).get("Action").asText()).isEqualTo("sts:AssumeRole");
            assertThat(statements.toString()).doesNotContain("*");
        }
    }
}
