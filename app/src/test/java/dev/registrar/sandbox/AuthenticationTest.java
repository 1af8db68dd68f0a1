package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void app_withItsKey_isIdentified() throws Exception {
        Rest.Answer answer = bench.with(bench.jwt()).get("/app");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/slug")).isEqualTo("registrar");
    }

    @Test
    void jwt_outOfGitHubsRules_isRefused() throws Exception {
        Instant now = bench.clock.instant();
        String id = Long.toString(bench.app.appId());
        var stranger = KeyPairGenerator.getInstance("RSA");
        stranger.initialize(2048);
        List<String> wrong = List.of(
                Bench.jwt(id, now.plusSeconds(30), now.plusSeconds(300), bench.key()),
                Bench.jwt(id, now.minusSeconds(60), now.plusSeconds(601), bench.key()),
                Bench.jwt(id, now.minusSeconds(600), now.minusSeconds(1), bench.key()),
                Bench.jwt("1", now.minusSeconds(60), now.plusSeconds(300), bench.key()),
                Bench.jwt(
                        id,
                        now.minusSeconds(60),
                        now.plusSeconds(300),
                        stranger.generateKeyPair().getPrivate()));
        for (String jwt : wrong) {
            assertThat(bench.with(jwt).get("/app").status()).isEqualTo(401);
        }
    }

    @Test
    void tokens_thatNobodyGaveOut_areBadCredentials() throws Exception {
        for (String token : List.of("", "person_nobody", "ghs_910001_00", "whatever", "person_registrar[bot]")) {
            Rest.Answer answer = bench.with(token).get(Bench.CATALOG);
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.at("/message")).isEqualTo("Bad credentials");
        }
    }

    @Test
    void installationToken_afterAnHour_isRefused() throws Exception {
        String token = bench.installationToken();
        assertThat(token).startsWith("ghs_" + bench.app.appId() + "_");
        assertThat(bench.with(token).get(Bench.CATALOG).status()).isEqualTo(200);
        bench.clock.advance(Duration.ofMinutes(60));
        assertThat(bench.with(token).get(Bench.CATALOG).status()).isEqualTo(401);
    }

    @Test
    void installationToken_narrowed_reachesOnlyWhatItNames() throws Exception {
        Rest.Answer answer = bench.with(bench.jwt())
                .post(
                        "/app/installations/" + bench.app.installationId() + "/access_tokens",
                        Map.of("repositories", List.of("platform-catalog"), "permissions", Map.of("contents", "read")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/repository_selection")).isEqualTo("selected");
        Rest narrow = bench.with(answer.at("/token"));
        assertThat(narrow.get(Bench.CATALOG + "/contents/README.md").status()).isEqualTo(200);
        assertThat(narrow.get("/repos/acme/platform-infra").status()).isEqualTo(404);
        Rest.Answer comment = narrow.post(Bench.CATALOG + "/git/blobs", Map.of("content", "x"));
        assertThat(comment.status()).isEqualTo(403);
        assertThat(comment.at("/message")).isEqualTo("Resource not accessible by integration");
    }

    @Test
    void installationToken_forMoreThanTheAppHas_isRefused() throws Exception {
        Rest app = bench.with(bench.jwt());
        String path = "/app/installations/" + bench.app.installationId() + "/access_tokens";
        assertThat(app.post(path, Map.of("permissions", Map.of("administration", "read")))
                        .status())
                .isEqualTo(422);
        assertThat(app.post(path, Map.of("repositories", List.of("nowhere"))).status())
                .isEqualTo(422);
        assertThat(app.post("/app/installations/1/access_tokens", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void installationToken_onEndPointsOfTheApp_isRefused() throws Exception {
        assertThat(bench.bot().get("/app").status()).isEqualTo(401);
        assertThat(bench.as("ana").get("/app").status()).isEqualTo(401);
    }

    @Test
    void person_withoutReading_findsNothing() throws Exception {
        assertThat(bench.as("eve").get(Bench.CATALOG).status()).isEqualTo(200);
        assertThat(bench.as("eve").get("/repos/acme/platform-infra").status()).isEqualTo(404);
        assertThat(bench.as("rita").get("/repos/acme/platform-infra").status()).isEqualTo(404);
    }

    @Test
    void person_withoutWriting_isForbidden() throws Exception {
        Rest.Answer answer = bench.as("eve").post(Bench.CATALOG + "/git/blobs", Map.of("content", "x"));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void memberships_ofSeededPeople_areAsGitHubWouldTell() throws Exception {
        Rest bot = bench.bot();
        String team = "/orgs/acme/teams/platform-team/memberships/";
        assertThat(bot.get(team + "paula").at("/state")).isEqualTo("active");
        assertThat(bot.get(team + "rita").at("/state")).isEqualTo("pending");
        assertThat(bot.get(team + "ana").status()).isEqualTo(404);
        assertThat(bot.get("/orgs/acme/members/ana").status()).isEqualTo(204);
        assertThat(bot.get("/orgs/acme/members/eve").status()).isEqualTo(404);
        assertThat(bot.get("/orgs/acme/memberships/olga").at("/role")).isEqualTo("admin");
        assertThat(bot.get(Bench.CATALOG + "/collaborators/paula/permission").at("/permission"))
                .isEqualTo("admin");
        assertThat(bot.get(Bench.CATALOG + "/collaborators/mia/permission").at("/permission"))
                .isEqualTo("write");
    }

    @Test
    void childTeam_countsForItsParent() throws Exception {
        bench.github.setUp().childTeam("acme", "platform-oncall", "platform-team", "sam");
        assertThat(bench.bot()
                        .get("/orgs/acme/teams/platform-team/memberships/sam")
                        .at("/state"))
                .isEqualTo("active");
    }
}
