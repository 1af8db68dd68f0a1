package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.pull.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The software template in {@code deploy/backstage}. */
class PortalTemplateTest {
    private static final Map<String, String> ANSWERS = Map.of(
            "parameters.name", "payments-gateway",
            "parameters.owner | parseEntityRef | pick('name')", "app-team-payments",
            "parameters.tier", "high",
            "parameters.environment", "prod",
            "parameters.domain", "delivery",
            "parameters.justification", "### Owning team\n\nIt becomes a service of its own.");

    private final JsonNode template;

    PortalTemplateTest() throws IOException {
        template = new YAMLMapper()
                .readTree(Path.of("..", "deploy", "backstage", "registry-request-template.yaml")
                        .toFile());
    }

    @Test
    void issue_isReadLikeThatOfTheForm() {
        String body = template.at("/spec/steps/0/input/body").asText();
        for (Map.Entry<String, String> answer : ANSWERS.entrySet()) {
            body = body.replace("${{ " + answer.getKey() + " }}", answer.getValue());
        }
        assertThat(body).doesNotContain("${{");

        FormRead read = RequestForm.read(body, new RepositoryName("acme", "platform-catalog"));

        assertThat(read).isInstanceOf(FormRead.Read.class);
        RegistryRequest request = ((FormRead.Read) read).request();
        assertThat(request.name()).isEqualTo("payments-gateway");
        assertThat(request.owner()).isEqualTo("app-team-payments");
        assertThat(request.risk()).isEqualTo(RiskTier.HIGH);
    }

    @Test
    void choices_areTheCatalogsWords() {
        JsonNode properties = template.at("/spec/parameters/0/properties");

        assertThat(texts(properties.at("/tier/enum"))).isEqualTo(Vocabulary.words(RiskTier.class));
        assertThat(texts(properties.at("/environment/enum"))).isEqualTo(Vocabulary.words(Environment.class));
        assertThat(texts(template.at("/spec/steps/0/input/labels"))).containsExactly("registry-request");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
