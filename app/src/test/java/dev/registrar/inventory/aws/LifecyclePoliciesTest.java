package dev.registrar.inventory.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inventory.Retention;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecyclePoliciesTest {
    private static String rule(String selection, String action) {
        return "{\"rulePriority\": 1, \"selection\": {" + selection + "}, \"action\": {\"type\": \"" + action + "\"}}";
    }

    private static Optional<Retention> read(String... rules) {
        return LifecyclePolicies.read("{\"rules\": [" + String.join(",", rules) + "]}");
    }

    private static final String COUNT = "\"countType\": \"imageCountMoreThan\", \"countNumber\": ";

    @Test
    void policy_withSeveralRules_keepsTheLeast() {
        assertThat(read(
                        rule("\"tagStatus\": \"tagged\", " + COUNT + "80", "expire"),
                        rule("\"tagStatus\": \"any\", " + COUNT + "50", "expire")))
                .contains(new Retention(true, Optional.of(50), Optional.empty()));
    }

    @Test
    void policy_forUntaggedImages_doesNotCount() {
        assertThat(read(rule("\"tagStatus\": \"untagged\", " + COUNT + "1", "expire")))
                .contains(new Retention(true, Optional.empty(), Optional.empty()));
    }

    @Test
    void policy_byAge_saysTheDays() {
        assertThat(read(rule(
                        "\"tagStatus\": \"any\", \"countType\": \"sinceImagePushed\", \"countUnit\": \"days\","
                                + " \"countNumber\": 14",
                        "expire")))
                .contains(new Retention(true, Optional.empty(), Optional.of(14)));
    }

    @Test
    void policy_thatArchives_expiresNothing() {
        assertThat(read(rule(
                        "\"tagStatus\": \"any\", \"countType\": \"sinceImagePulled\", \"countNumber\": 90",
                        "transition")))
                .contains(new Retention(true, Optional.empty(), Optional.empty()));
    }

    @Test
    void policy_thatIsNone_isUnknown() {
        assertThat(LifecyclePolicies.read("not json")).isEmpty();
        assertThat(LifecyclePolicies.read("[]")).isEmpty();
    }
}
