package dev.registrar.endtoend;

import static dev.registrar.endtoend.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.cli.RunningServer;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.settings.LogFormat;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import dev.registrar.settings.SignIn;
import dev.registrar.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard behind sign-in with the sandbox's GitHub, over HTTP. */
@Timeout(120)
class SignInTest {
    private static final String SESSION = "registrar-session";
    private static final String CATALOG = "/registry?repository=acme/platform-catalog&name=payments-gateway";

    @TempDir
    Path folder;

    private SandboxGitHub github;
    private AppCredentials app;
    private RunningServer registrar;
    private URI root;

    @BeforeEach
    void start() throws IOException {
        github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true));
        github.holdWebhooks(true);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            root = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        app = github.registerApp(root.resolve("/webhooks/github"));
        registrar = registrar(root.getPort(), root, Optional.of(signIn()));
    }

    private SignIn signIn() {
        return new SignIn(
                github.signIn().clientId(),
                Secret.of(github.signIn().clientSecret()),
                Secret.of("a secret of at least thirty-two characters"));
    }

    private RunningServer registrar(int port, URI address, Optional<SignIn> signIn) {
        return RunningServer.start(
                new Settings(
                        "127.0.0.1",
                        port,
                        Optional.empty(),
                        github.apiRoot(),
                        new dev.registrar.settings.Database.Embedded(folder.resolve("data" + port)),
                        2,
                        Optional.of(address),
                        signIn,
                        List.of(),
                        false,
                        Optional.empty(),
                        LogFormat.TEXT),
                new dev.registrar.settings.AppCredentials(
                        app.appId(), Secret.of(app.privateKeyPem()), List.of(Secret.of(app.webhookSecret()))),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        registrar.stop(Duration.ofSeconds(10));
        github.close();
    }

    private Browser signedIn(String login) {
        Browser browser = new Browser(root);
        HttpResponse<String> arrived = arrive(browser, "/sign-in/github", login);
        assertThat(arrived.statusCode()).isEqualTo(303);
        assertThat(browser.cookies()).containsOnlyKeys(SESSION);
        return browser;
    }

    /** To GitHub, where the person says yes, and back. */
    private static HttpResponse<String> arrive(Browser browser, String path, String login) {
        URI asked = URI.create(location(browser.get(path)));
        HttpResponse<String> yes = browser.elsewhere(URI.create(asked + "&login=" + login));
        URI back = URI.create(location(yes));
        return browser.get(back.getPath() + "?" + back.getRawQuery());
    }

    @Test
    void nobody_isLedToTheSignIn_andSeesNothing() {
        for (String path : List.of("/", "/requests", "/registries", CATALOG, "/trends", "/deliveries")) {
            HttpResponse<String> answer = new Browser(root).get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(location(answer)).as(path).startsWith("/sign-in?to=%2F");
            assertThat(answer.body()).as(path).doesNotContain("acme", "payments");
        }
        assertThat(new Browser(root)
                        .post("/deliveries/replay", Map.of("delivery", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(root).post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        HttpResponse<String> page = new Browser(root).get("/sign-in?to=%2Fdeliveries");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/sign-in/github?to=%2Fdeliveries");
        assertThat(new Browser(root)
                        .get("/sign-in?to=https%3A%2F%2Fevil.example")
                        .body())
                .contains("to=%2F\"")
                .doesNotContain("evil");
    }

    @Test
    void signIn_withGitHub_leadsToThePageThatWasWanted() {
        Browser browser = new Browser(root);
        HttpResponse<String> begun = browser.get("/sign-in/github?to=%2Fregistries%3Fq%3Dpay");
        String cookie = begun.headers().firstValue("Set-Cookie").orElse("");

        assertThat(location(begun))
                .startsWith(github.url().resolve("/login/oauth/authorize").toString())
                .contains("state=", "code_challenge=", "code_challenge_method=S256", "redirect_uri=");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Max-Age=600").doesNotContain("Secure");

        HttpResponse<String> arrived = arrive(browser, "/sign-in/github?to=%2Fregistries%3Fq%3Dpay", "ana");
        assertThat(location(arrived)).isEqualTo("/registries?q=pay");
        assertThat(arrived.headers().allValues("Set-Cookie"))
                .anyMatch(set ->
                        set.startsWith(SESSION + "=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"));
        assertThat(browser.get("/registries?q=pay").body()).contains("<bdi>ana</bdi>", "payments-gateway", "Sign out");
    }

    @Test
    void signIn_thatThisBrowserDidNotBegin_isRefused() {
        Browser mallory = new Browser(root);
        URI asked = URI.create(location(mallory.get("/sign-in/github")));
        String back = location(mallory.elsewhere(URI.create(asked + "&login=eve")))
                .substring(root.toString().length());

        Browser victim = new Browser(root);
        assertThat(victim.get(back).statusCode()).isEqualTo(403);
        victim.get("/sign-in/github");
        assertThat(victim.get(back).statusCode())
                .as("the state belongs to another sign-in")
                .isEqualTo(403);
        assertThat(victim.cookies()).isEmpty();
        assertThat(mallory.get(back).statusCode()).isEqualTo(303);
        assertThat(mallory.get(back).statusCode()).as("a code works once").isEqualTo(403);
        assertThat(new Browser(root)
                        .get("/sign-in/callback?error=access_denied")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void session_thatWasTamperedWith_isNobodys() {
        Browser browser = signedIn("ana");
        String session = browser.cookies().get(SESSION);
        for (int at : new int[] {0, 15, 16, session.length() / 2, session.length() - 2}) {
            char other = session.charAt(at) == 'A' ? 'B' : 'A';
            browser.cookies().put(SESSION, session.substring(0, at) + other + session.substring(at + 1));
            assertThat(browser.get("/").statusCode()).as("byte " + at).isEqualTo(303);
        }
        for (String nonsense : List.of("x", "AAAA", "101", session.substring(4), session + "AAAA")) {
            browser.cookies().put(SESSION, nonsense);
            assertThat(browser.get("/").statusCode()).as(nonsense).isEqualTo(303);
        }
        Browser attempt = new Browser(root);
        attempt.get("/sign-in/github");
        String cookie = attempt.cookies().values().iterator().next();
        attempt.cookies().put(SESSION, cookie);
        assertThat(attempt.get("/").statusCode())
                .as("a cookie of another purpose")
                .isEqualTo(303);
    }

    @Test
    void signOut_endsEverySessionOfThePerson() {
        Browser browser = signedIn("ana");
        Browser other = signedIn("ben");
        String stolen = browser.cookies().get(SESSION);
        String token = Browser.token(browser.get("/"));

        assertThat(browser.post("/sign-out", Map.of("token", Browser.token(other.get("/"))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of("token", token), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> out = browser.post("/sign-out", Map.of("token", token), "Origin", root.toString());
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Set-Cookie")).get().asString().contains("Expires=Thu, 01 Jan 1970");

        assertThat(browser.cookies()).isEmpty();
        browser.cookies().put(SESSION, stolen);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(other.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void repositories_thatAPersonCannotRead_areNotThereForThem() {
        github.setUp().person("stranger", "Somebody Else");
        Browser paula = signedIn("paula");
        assertThat(paula.get("/").body()).contains("acme/platform-catalog", "acme/platform-infra");

        Browser eve = signedIn("eve"); // reads the catalog alone
        assertThat(eve.get("/").body()).contains("acme/platform-catalog").doesNotContain("platform-infra");

        Browser stranger = signedIn("stranger");
        for (String path : List.of("/", "/requests", "/registries", "/trends", "/deliveries")) {
            HttpResponse<String> page = stranger.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).doesNotContain("platform-catalog", "payments-", "app-team", "acme");
        }
        HttpResponse<String> hidden = stranger.get(CATALOG);
        HttpResponse<String> absent = stranger.get(CATALOG.replace("payments-gateway", "absent"));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(withoutTokens(hidden)).isEqualTo(withoutTokens(absent));
    }

    private static String withoutTokens(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"token\" value=\"[^\"]*\"", "");
    }

    @Test
    void repositories_thatGitHubDoesNotAnswerFor_areLeftOut() {
        signedIn("paula").get("/"); // makes the repositories known
        Browser ben = signedIn("ben");
        github.fail(Fault.answer("GET", ".*/collaborators/ben/permission", 502, "{}")
                .times(9));

        assertThat(ben.get("/registries").body())
                .contains("GitHub did not answer for")
                .doesNotContain("payments-gateway");
    }

    @Test
    void replay_isForApprovers() {
        signedIn("paula").get("/");
        deadDelivery();
        Browser ana = signedIn("ana");
        Browser paula = signedIn("paula");
        github.setUp().person("stranger", "Somebody Else");
        Browser stranger = signedIn("stranger");

        assertThat(ana.get("/deliveries?state=dead").body()).contains("Failed").doesNotContain(">Replay</button>");
        assertThat(stranger.get("/deliveries").body()).contains("There is no delivery");
        String page = paula.get("/deliveries?state=dead").body();
        assertThat(page).contains(">Replay</button>");
        String number = page.replaceFirst("(?s).*name=\"delivery\" value=\"([0-9]+)\".*", "$1");

        assertThat(location(replay(ana, number))).endsWith("said=refused");
        assertThat(location(replay(stranger, number))).endsWith("said=refused");
        assertThat(paula.post("/deliveries/replay", Map.of("delivery", number)).statusCode())
                .as("without a token")
                .isEqualTo(403);
        HttpResponse<String> replayed = replay(paula, number);
        assertThat(location(replayed)).endsWith("said=queued");
        assertThat(paula.get(location(replayed)).body()).contains("It is worked on again.");
        try (Database database = database()) {
            assertThat(database.audit().latest("acme/platform-catalog", 1))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.kind()).isEqualTo("delivery-replayed");
                        assertThat(record.details()).containsEntry("by", "paula (102)");
                    });
        }
    }

    private HttpResponse<String> replay(Browser browser, String number) {
        String token = Browser.token(browser.get("/"));
        return browser.post("/deliveries/replay", Map.of("delivery", number, "token", token));
    }

    private Database database() {
        return Database.embedded(folder.resolve("data" + root.getPort()), Clock.systemUTC(), InboxLimits.forWorkers(1));
    }

    private void deadDelivery() {
        try (Database database = database()) {
            database.inbox()
                    .enqueue(NewDelivery.now(
                            "nonsense", new Subject("7001#77", "7001"), "pull_request", Payload.of("{}")));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !database.inbox().dead().isEmpty());
        }
    }

    @Test
    void overHttps_cookiesAndHeadersSaySo() {
        registrar.stop(Duration.ofSeconds(10));
        registrar = registrar(0, URI.create("https://registrar.example.com"), Optional.of(signIn()));
        Browser browser = new Browser(URI.create("http://127.0.0.1:" + registrar.port()));

        HttpResponse<String> begun = browser.get("/sign-in/github");

        assertThat(begun.headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("__Host-registrar-sign-in=")
                .contains("Secure", "Path=/");
        assertThat(begun.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(location(begun)).contains("redirect_uri=https%3A%2F%2Fregistrar.example.com%2Fsign-in%2Fcallback");
    }

    @Test
    void withoutSignIn_thereIsNoDashboard() {
        registrar.stop(Duration.ofSeconds(10));
        registrar = registrar(0, root, Optional.empty());
        Browser browser = new Browser(URI.create("http://127.0.0.1:" + registrar.port()));

        for (String path : List.of("/", "/requests", "/sign-in", "/deliveries", "/?repository=a/b&commit=c")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }
}
