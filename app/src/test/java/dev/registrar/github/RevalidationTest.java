package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.pull.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevalidationTest {
    private static final String PULL = "GET /repos/acme/platform-catalog/pulls/7";
    private static final String FILES = PULL + "/files?per_page=100";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private List<String> conditions(String call) {
        List<String> conditions = new ArrayList<>();
        for (RecordedRequest request : github.sent(call)) {
            conditions.add(String.valueOf(request.getHeaders().get("If-None-Match")));
        }
        return conditions;
    }

    @Test
    void answer_unchangedSinceTheLastTime_isTakenFromMemoryAlsoWithANewToken() {
        github.on(
                        PULL,
                        json(200, resource("answers/pull.json"), "ETag", "W/\"1\"", "Vary", "Accept, Authorization"),
                        json(304, ""))
                .on(FILES, json(200, resource("answers/files.json"), "ETag", "\"f\""), json(304, ""));
        var first = app.pullRequests().get(CATALOG, 7);
        app.pullRequests().files(CATALOG, 7);

        github.clock.forward(Duration.ofHours(2));

        assertThat(app.pullRequests().get(CATALOG, 7)).isEqualTo(first).isPresent();
        assertThat(app.pullRequests().files(CATALOG, 7)).hasSize(6);
        assertThat(github.tokensAskedFor()).isEqualTo(2);
        assertThat(conditions(PULL)).containsExactly("null", "W/\"1\"");
        assertThat(conditions(FILES)).containsExactly("null", "\"f\"");
    }

    @Test
    void answer_changedSinceTheLastTime_takesItsPlace() {
        String changed = resource("answers/pull.json").replace("Add payments-gateway", "Renamed");
        github.on(
                PULL,
                json(200, resource("answers/pull.json"), "ETag", "\"1\""),
                json(200, changed, "ETag", "\"2\""),
                json(304, ""));

        app.pullRequests().get(CATALOG, 7);
        app.pullRequests().get(CATALOG, 7);

        assertThat(app.pullRequests().get(CATALOG, 7).orElseThrow().title()).isEqualTo("Renamed");
        assertThat(conditions(PULL)).containsExactly("null", "\"1\"", "\"2\"");
    }

    @Test
    void answer_ofOneInstallation_isNeverShownToAnother() {
        Repository other = new Repository(3003, CATALOG.name(), "main", 100);
        github.on(PULL, json(200, resource("answers/pull.json"), "ETag", "\"1\""));

        app.pullRequests().get(CATALOG, 7);
        app.pullRequests().get(other, 7);

        assertThat(conditions(PULL)).containsExactly("null", "null");
    }

    @Test
    void absence_isAskedForEachTime() {
        github.on(PULL, json(404, "{\"message\": \"Not Found\"}", "ETag", "\"gone\""));

        assertThat(app.pullRequests().get(CATALOG, 7)).isEmpty();
        assertThat(app.pullRequests().get(CATALOG, 7)).isEmpty();

        assertThat(conditions(PULL)).containsExactly("null", "null");
    }

    @Test
    void list_ofManyPages_isRevalidatedPageByPage() {
        String first = PULL + "/reviews?per_page=100";
        String second = PULL + "/reviews?per_page=100&page=2";
        String link = "<" + github.url("/repos/acme/platform-catalog/pulls/7/reviews?per_page=100&page=2")
                + ">; rel=\"next\", <https://x/y>; rel=\"last\"";
        github.on(first, json(200, resource("answers/reviews.json"), "ETag", "\"1\"", "Link", link), json(304, ""))
                .on(second, json(200, resource("answers/reviews.json"), "ETag", "\"2\""), json(304, ""));

        assertThat(app.pullRequests().reviews(CATALOG, 7)).hasSize(6);
        assertThat(app.pullRequests().reviews(CATALOG, 7)).hasSize(6);

        assertThat(conditions(first)).containsExactly("null", "\"1\"");
        assertThat(conditions(second)).containsExactly("null", "\"2\"");
    }
}
