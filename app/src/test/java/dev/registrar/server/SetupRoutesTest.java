package dev.registrar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.server.AppSetup.Registered;
import dev.registrar.server.AppSetup.SetupTrouble;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupRoutesTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final Registered APP = new Registered(
            "acme-registrar",
            "https://github.com/apps/acme-registrar",
            Map.of("GITHUB_APP_ID", "7", "GITHUB_APP_PRIVATE_KEY", "-----BEGIN\nk\n-----END\n"),
            Optional.of("data/github-app.env"),
            List.of());

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> completed = new ArrayList<>();
    private final StandingClock clock = new StandingClock();
    private boolean refuse;
    private final AtomicInteger done = new AtomicInteger();
    private Runnable whenDone = done::incrementAndGet;
    private WebhookServer server;

    @BeforeEach
    void start() {
        SetupPage page = new SetupPage(AppManifest.builtIn(), "https://github.com", Optional.empty(), Optional.empty());
        server = WebhookServer.start(
                ServerOptions.listeningOn("127.0.0.1", 0),
                HealthChecks.none(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new SetupRoutes(TOKEN, page, this::complete, new Random(1), clock, () -> whenDone.run()));
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(5));
    }

    private Registered complete(String code, String address) {
        if (refuse) {
            throw new SetupTrouble("GitHub does not know <this> registration");
        }
        completed.add(code + " for " + address);
        return APP;
    }

    @Test
    void withoutTheToken_nothingIsShownOrTaken() throws Exception {
        assertThat(get("/setup").statusCode()).isEqualTo(403);
        assertThat(get("/setup?token=0123456789abcdee").statusCode()).isEqualTo(403);
        assertThat(post(Map.of("name", "R", "address", "https://r.example.com")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusal_isAPageForBrowsers_andJsonForOthers() throws Exception {
        HttpResponse<String> page = asBrowser("/setup?token=wrong");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.body()).contains("<h1>That did not work</h1>", "The token is missing or wrong;");
        assertThat(asBrowser("/%3Cb%3Enowhere").body())
                .contains("<h1>Not found</h1>", "The address of the set-up page is printed when Registrar starts.")
                .doesNotContain("nowhere");
        assertThat(get("/setup").body()).startsWith("{\"error\":\"the token");
    }

    private HttpResponse<String> asBrowser(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url(path))
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void form_goesToGitHubAsAManifest() throws Exception {
        HttpResponse<String> page = post(form());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "form-action 'self' https://github.com;");
        assertThat(page.body())
                .contains("action=\"https://github.com/organizations/acme/settings/apps/new?state=")
                .contains(
                        "&quot;redirect_url&quot;:&quot;http://127.0.0.1:" + server.port() + "/setup/registered&quot;")
                .contains("&quot;url&quot;:&quot;https://r.example.com/webhooks/github&quot;")
                .contains("&quot;callback_urls&quot;:[&quot;https://r.example.com/sign-in/callback&quot;]")
                .contains("&quot;checks&quot;:&quot;write&quot;");
    }

    @Test
    void form_withFaults_comesBackWithThem_andWithWhatWasTyped() throws Exception {
        Map<String, String> wrong = Map.of(
                "token",
                TOKEN,
                "name",
                "<b>" + "x".repeat(40),
                "organization",
                "a b",
                "address",
                "http://localhost:8080");
        HttpResponse<String> page = post(wrong);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("1 to 34 characters", "not a name that GitHub allows", "GitHub cannot reach http://localhost")
                .contains("value=\"&lt;b&gt;x")
                .doesNotContain("<b>");
    }

    @Test
    void form_withAFault_tiesItToItsField_andLeavesTheOthers() throws Exception {
        assertThat(post(Map.of("token", TOKEN, "name", "R", "address", "https://r.example.com:99999"))
                        .body())
                .contains(
                        "role=\"alert\" class=\"bad\">One field below has to change.<",
                        "id=\"address-fault\">The port of the address has to be between 1 and 65535.<",
                        "required aria-invalid=\"true\" aria-describedby=\"address-fault address-hint\">",
                        "required aria-describedby=\"name-hint\"")
                .containsOnlyOnce("aria-invalid=");
        assertThat(get("/setup?token=" + TOKEN).body()).doesNotContain("aria-invalid=", "-fault");
    }

    @Test
    void answerFromGitHub_showsTheCredentialsOnce_andEndsTheSetUp() throws Exception {
        String state = state();
        HttpResponse<String> page = back("c0de", state);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .contains("https://github.com/apps/acme-registrar/installations/new")
                .contains("export GITHUB_APP_PRIVATE_KEY='-----BEGIN\\nk\\n-----END'")
                .contains("kubectl apply", "aws secretsmanager create-secret")
                .contains("data/github-app.env");
        assertThat(completed).containsExactly("c0de for https://r.example.com");
        await().untilAsserted(() -> assertThat(done).hasValue(1));
        assertThat(List.of(
                        back("c0de", state).statusCode(),
                        get("/setup?token=" + TOKEN).statusCode(),
                        post(form()).statusCode()))
                .containsOnly(410);
    }

    @Test
    void setUp_isOver_onlyOnceTheBrowserHasTheCredentials() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        whenDone = () -> inTime.complete(opened(shown));
        assertThat(back("c0de", state()).statusCode()).isEqualTo(200);
        shown.countDown();
        assertThat(inTime.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answerWithAnotherState_isRefused() throws Exception {
        state();
        assertThat(back("c0de", "f".repeat(48)).statusCode()).isEqualTo(403);
        assertThat(get("/setup/registered?code=c0de").statusCode()).isEqualTo(403);
        assertThat(completed).isEmpty();
    }

    @Test
    void answerAfterAnHour_isRefused() throws Exception {
        String state = state();
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(back("c0de", state).statusCode()).isEqualTo(403);
    }

    @Test
    void answerThatGitHubDisowns_leavesTheSetUpOpen_butItsStateIsUsed() throws Exception {
        String state = state();
        refuse = true;
        HttpResponse<String> page = back("c0de", state);
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("does not know &lt;this&gt; registration");
        refuse = false;
        assertThat(back("c0de", state).statusCode()).isEqualTo(403);
        assertThat(back("c0de", state()).statusCode()).isEqualTo(200);
    }

    @Test
    void codeThatIsNone_isRefused() throws Exception {
        assertThat(back("..%2F..%2Fapp", state()).statusCode()).isEqualTo(400);
        assertThat(completed).isEmpty();
    }

    private static Map<String, String> form() {
        return Map.of(
                "token", TOKEN, "name", "Acme Registrar", "organization", "acme", "address", "https://r.example.com/");
    }

    private String state() throws IOException, InterruptedException {
        Matcher state =
                Pattern.compile("\\?state=([0-9a-f]+)").matcher(post(form()).body());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }

    private HttpResponse<String> back(String code, String state) throws IOException, InterruptedException {
        return get("/setup/registered?code=" + code + "&state=" + state);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofString());
    }

    /** As a browser does: it names its own origin. */
    private HttpResponse<String> post(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(url("/setup"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://127.0.0.1:" + server.port())
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static final class StandingClock extends Clock {
        private Instant now = Instant.parse("2026-01-05T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
