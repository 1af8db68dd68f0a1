package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.github.HookDeliveries.Failed;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteHookDeliveriesTest {
    private static final String FIRST = "GET /app/hook/deliveries?status=failure&per_page=100";
    private static final String SECOND = "GET /app/hook/deliveries?status=failure&per_page=100&cursor=v1_2";
    private static final String AGAIN = "POST /app/hook/deliveries/901/attempts";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void failures_sinceAnInstant_areNamedOnceAndOlderPagesNotAskedFor() {
        String next =
                "<" + github.url("/app/hook/deliveries?status=failure&per_page=100&cursor=v1_2") + ">; rel=\"next\"";
        String further = next.replace("v1_2", "v1_3");
        github.on(FIRST, json(200, resource("answers/deliveries.json"), "Link", next))
                .on(SECOND, json(200, resource("answers/deliveries-older.json"), "Link", further));

        assertThat(app.hookDeliveries().failedSince(Instant.parse("2026-01-09T09:00:00Z")))
                .containsExactly(
                        new Failed(901, "g-1", "pull_request", Instant.parse("2026-01-09T09:30:00Z")),
                        new Failed(800, "g-2", "push", Instant.parse("2026-01-09T09:10:00.123Z")));

        assertThat(github.calls()).containsExactly(FIRST, SECOND);
        assertThat(github.tokensAskedFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 400, 404, 422})
    void delivery_askedForAgain_isSentOrPassedOver(int status) {
        github.on(AGAIN, json(status, "{}"));

        assertThatCode(() -> app.hookDeliveries().redeliver(901)).doesNotThrowAnyException();
    }

    @Test
    void delivery_thatGitHubCannotSendNow_isTrouble() {
        github.on(AGAIN, json(503, "{}"));

        assertThatThrownBy(() -> app.hookDeliveries().redeliver(901)).isInstanceOf(Unavailable.class);
    }
}
