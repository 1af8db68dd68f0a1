package dev.registrar.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.pull.Actor;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteSignInsTest {
    private static final URI BACK = URI.create("https://registrar.example.com/sign-in/callback");

    private final MockWebServer server = new MockWebServer();
    private RemoteSignIns signIns = new RemoteSignIns(BACK, BACK, "", () -> "");

    @BeforeEach
    void start() throws IOException {
        server.start();
        URI root = URI.create(server.url("/").toString().replaceAll("/$", ""));
        signIns = new RemoteSignIns(root, URI.create(root + "/api/v3"), "Iv1.abc", () -> "hidden");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void authorization_namesStateAndChallenge_butNoSecret() {
        HttpUrl url = Objects.requireNonNull(
                HttpUrl.get(signIns.authorization("a&b", "c-d_e", BACK).toString()));

        assertThat(url.encodedPath()).isEqualTo("/login/oauth/authorize");
        assertThat(url.queryParameter("client_id")).isEqualTo("Iv1.abc");
        assertThat(url.queryParameter("state")).isEqualTo("a&b");
        assertThat(url.queryParameter("code_challenge")).isEqualTo("c-d_e");
        assertThat(url.queryParameter("code_challenge_method")).isEqualTo("S256");
        assertThat(url.queryParameter("redirect_uri")).isEqualTo(BACK.toString());
        assertThat(url.toString()).doesNotContain("hidden");
    }

    @Test
    void code_thatGitHubTakes_standsForAPerson() throws InterruptedException {
        answer(200, "{\"access_token\": \"ghu_x\", \"token_type\": \"bearer\", \"scope\": \"\"}");
        answer(200, "{\"id\": 104, \"login\": \"ana\", \"type\": \"User\"}");

        assertThat(signIns.person("the-code", "the-verifier", BACK)).contains(new Actor(104, "ana", false));

        RecordedRequest exchange = server.takeRequest();
        assertThat(exchange.getMethod()).isEqualTo("POST");
        assertThat(exchange.getUrl().encodedPath()).isEqualTo("/login/oauth/access_token");
        assertThat(exchange.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(Objects.requireNonNull(exchange.getBody()).utf8())
                .contains("client_id=Iv1.abc", "client_secret=hidden", "code=the-code", "code_verifier=the-verifier");
        RecordedRequest who = server.takeRequest();
        assertThat(who.getUrl().encodedPath()).isEqualTo("/api/v3/user");
        assertThat(who.getHeaders().get("Authorization")).endsWith(" ghu_x");
    }

    @Test
    void code_thatGitHubRefuses_standsForNobody() {
        answer(200, "{\"error\": \"bad_verification_code\", \"error_description\": \"expired\"}");

        assertThat(signIns.person("old", "v", BACK)).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void answer_thatIsNone_isTrouble_andTellsNoSecret() {
        answer(502, "hidden");
        assertThatThrownBy(() -> signIns.person("c", "v", BACK)).isInstanceOf(Unavailable.class);
        answer(200, "ghu_secret, not JSON");
        assertThatThrownBy(() -> signIns.person("c", "v", BACK))
                .isInstanceOf(Unavailable.class)
                .hasMessageNotContaining("ghu_secret")
                .hasNoCause();
        answer(200, "{\"access_token\": \"ghu_x\"}");
        answer(200, "{\"login\": \"ana\"}");
        assertThatThrownBy(() -> signIns.person("c", "v", BACK)).isInstanceOf(Unavailable.class);
    }
}
