package dev.registrar.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class IssueTemplateTest {
    @Test
    void form_asksForWhatTheParserReads_inItsOrder() throws IOException {
        List<JsonNode> fields = fields(form());
        assertThat(fields.stream().map(field -> field.at("/attributes/label").asText()))
                .containsExactlyElementsOf(
                        Arrays.stream(FormLabel.values()).map(FormLabel::text).toList());
        assertThat(fields.stream().map(field -> field.path("type").asText()))
                .containsExactly("input", "input", "dropdown", "dropdown", "input", "textarea");
        assertThat(fields).allMatch(field -> field.at("/validations/required").asBoolean());
    }

    @Test
    void form_offersTheCatalogsWords() throws IOException {
        assertThat(options("Risk tier")).isEqualTo(Vocabulary.words(RiskTier.class));
        assertThat(options("Environment")).isEqualTo(Vocabulary.words(Environment.class));
    }

    @Test
    void form_putsALabelThatIsListed() throws IOException {
        JsonNode labels = yaml("/github/labels.yml");
        List<String> names = labels.findValuesAsText("name");
        assertThat(names).contains("registry-request");
        assertThat(form().at("/labels/0").asText()).isEqualTo("registry-request");
        assertThat(names)
                .containsAll(Arrays.stream(RequestState.values())
                        .map(RequestState::label)
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(labels).allSatisfy(label -> {
            assertThat(label.path("color").asText()).matches("[0-9a-f]{6}");
            // GitHub, REST API, "Create a label": at most 100 characters.
            assertThat(label.path("description").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
        });
    }

    private static List<String> options(String label) throws IOException {
        return fields(form()).stream()
                .filter(field -> field.at("/attributes/label").asText().equals(label))
                .flatMap(field ->
                        StreamSupport.stream(field.at("/attributes/options").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    private static List<JsonNode> fields(JsonNode form) {
        return StreamSupport.stream(form.path("body").spliterator(), false)
                .filter(field -> !field.path("type").asText().equals("markdown"))
                .toList();
    }

    private static JsonNode form() throws IOException {
        return yaml("/github/ISSUE_TEMPLATE/registry-request.yml");
    }

    private static JsonNode yaml(String resource) throws IOException {
        try (InputStream in = requireNonNull(IssueTemplateTest.class.getResourceAsStream(resource), resource)) {
            return new YAMLMapper().readTree(in);
        }
    }
}
