package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static dev.registrar.github.GitHubStandIn.tokenText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String MINT = "POST /app/installations/99/access_tokens";
    private static final String PULL = "GET /repos/acme/platform-catalog/pulls/7";
    private static final String COMMENT = "POST /repos/acme/platform-catalog/issues/7/comments";
    private static final String UNAUTHORIZED = "{\"message\": \"Bad credentials\", \"status\": \"401\"}";

    private final GitHubStandIn github =
            new GitHubStandIn().on(PULL, resource("answers/pull.json")).on(PULL + "/files?per_page=100", "[]");
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void jwt_ofATokenRequest_isSignedAndTimedAsGitHubWants() {
        app.pullRequests().get(CATALOG, 7);

        Jws<Claims> jwt = jwt(github.sent(MINT).get(0));
        Instant now = github.clock.instant();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo("RS256");
        assertThat(jwt.getPayload().getIssuer()).isEqualTo("4711");
        assertThat(jwt.getPayload().getIssuedAt()).isEqualTo(Date.from(now.minusSeconds(60)));
        assertThat(jwt.getPayload().getExpiration())
                .isAfter(Date.from(now))
                .isBefore(Date.from(now.plus(Duration.ofMinutes(10))));
    }

    private Jws<Claims> jwt(RecordedRequest request) {
        String bearer = String.valueOf(request.getHeaders().get("Authorization"));
        return Jwts.parser()
                .verifyWith(Keys.PAIR.getPublic())
                .clock(() -> Date.from(github.clock.instant()))
                .build()
                .parseSignedClaims(bearer.substring("Bearer ".length()));
    }

    @Test
    void request_toGitHub_carriesTokenVersionAndName() {
        app.pullRequests().get(CATALOG, 7);
        app.pullRequests().files(CATALOG, 7);

        for (String call : List.of(PULL, PULL + "/files?per_page=100")) {
            assertThat(github.sent(call)).hasSize(1);
            var headers = github.sent(call).get(0).getHeaders();
            assertThat(headers.values("Authorization")).containsExactly("Bearer " + tokenText(1));
            assertThat(headers.values("X-GitHub-Api-Version")).containsExactly("2022-11-28");
            assertThat(headers.values("User-Agent")).containsExactly("Registrar");
            assertThat(headers.values("Accept")).containsExactly("application/vnd.github+json");
        }
    }

    @Test
    void token_untilShortlyBeforeItExpires_isUsedAgain() {
        app.pullRequests().get(CATALOG, 7);
        github.clock.forward(Duration.ofMinutes(54));
        app.pullRequests().get(CATALOG, 7);
        assertThat(github.tokensAskedFor()).isEqualTo(1);

        github.clock.forward(Duration.ofMinutes(2));
        app.pullRequests().get(CATALOG, 7);
        assertThat(github.tokensAskedFor()).isEqualTo(2);
        assertThat(lastAuthorization()).isEqualTo("Bearer " + tokenText(2));
    }

    private String lastAuthorization() {
        List<RecordedRequest> sent = github.sent(PULL);
        return String.valueOf(sent.get(sent.size() - 1).getHeaders().get("Authorization"));
    }

    @Test
    void token_neededByManyAtOnce_isAskedForOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(() -> app.pullRequests().get(CATALOG, 7)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(github.tokensAskedFor()).isEqualTo(1);
    }

    @Test
    void token_refusedWithinItsLife_isReplacedOnceAndTheCallMade() {
        github.on(PULL, json(401, UNAUTHORIZED), json(200, resource("answers/pull.json")));

        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();

        assertThat(github.sent(PULL)).hasSize(2);
        assertThat(github.tokensAskedFor()).isEqualTo(2);
        assertThat(lastAuthorization()).isEqualTo("Bearer " + tokenText(2));
    }

    @Test
    void write_refusedForItsToken_isSentOnceMoreSinceNothingHappened() {
        github.on(COMMENT, json(401, UNAUTHORIZED), json(201, resource("answers/comment.json")));

        assertThat(app.comments().create(CATALOG, 7, "Hello").id()).isEqualTo(31);

        assertThat(github.sent(COMMENT)).hasSize(2);
    }

    @Test
    void token_newAndYetRefused_isTriedAgainLater() {
        github.on(PULL, json(401, UNAUTHORIZED));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(Unavailable.class);

        assertThat(github.sent(PULL)).hasSize(2);
    }

    @Test
    void installation_suspended_isLostAccess() {
        github.on(MINT, json(403, "{\"message\": \"This installation has been suspended\"}"));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(AccessLost.class)
                .hasMessageContaining("suspended");
    }

    @Test
    void installation_revokedUnderItsToken_isLostAccess() {
        app.pullRequests().get(CATALOG, 7);
        github.on(PULL, json(401, UNAUTHORIZED)).on(MINT, json(404, "{\"message\": \"Not Found\"}"));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(AccessLost.class);
    }

    @Test
    void signature_refused_saysWhatToLookAt() {
        github.on(MINT, json(401, "{\"message\": \"A JSON web token could not be decoded\"}"));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("wrong App id")
                .hasMessageContaining("could not be decoded");
    }

    @Test
    void token_withoutItsParts_isTrouble() {
        github.on(MINT, json(201, "{\"expires_at\": \"2026-01-09T11:00:00Z\"}"));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("no token");
    }

    @Test
    void identity_ofTheApp_isAskedForOnce() {
        github.on("GET /app", resource("answers/app.json"));

        assertThat(app.identity().slug()).isEqualTo("registrar");
        assertThat(app.identity().slug()).isEqualTo("registrar");

        assertThat(github.calls()).containsExactly("GET /app");
        assertThat(jwt(github.sent("GET /app").get(0)).getPayload().getIssuer()).isEqualTo("4711");
    }
}
