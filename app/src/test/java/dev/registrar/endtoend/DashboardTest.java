package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.story.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages as the sandbox has them, over HTTP. */
@Timeout(120)
class DashboardTest {
    private static final String OVERRIDE = "\u202E";
    private static final List<String> PAGES = List.of(
            "/",
            "/requests",
            "/registries",
            "/registries?q=pay&tier=high&status=active&owner=app-team-payments",
            "/registry?repository=acme/platform-catalog&name=payments-gateway",
            "/trends",
            "/deliveries");

    @RegisterExtension
    final Acme acme = new Acme();

    private Browser browser() {
        return new Browser(acme.dashboard());
    }

    @Test
    void pages_ofTheSandbox_areThereWithHeadersAndLandmarks() {
        Browser browser = browser();
        for (String path : PAGES) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "script");
            assertThat(page.headers().map())
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("referrer-policy", List.of("same-origin"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .doesNotContainKey("strict-transport-security");
            assertAccessible(path, page.body());
        }
    }

    /** What a machine can tell of it without rendering: names of controls, headings, landmarks, captions. */
    private static void assertAccessible(String path, String html) {
        assertThat(html)
                .as(path)
                .startsWith("<!DOCTYPE html><html lang=\"en\">")
                .contains("<title>", "name=\"viewport\"", "<main id=\"main\"", "href=\"#main\"", "<header", "<footer")
                .doesNotContain("<script", " style=", " onclick", "javascript:")
                .containsOnlyOnce("<h1");
        assertThat(count(html, "<table")).as(path).isEqualTo(count(html, "<table role=\"table\"><caption>"));
        Matcher controls = Pattern.compile("<(?:input|select)(?![^>]*type=\"hidden\")[^>]*>")
                .matcher(html);
        while (controls.find()) {
            Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(controls.group());
            assertThat(id.find()).as(path + " " + controls.group()).isTrue();
            assertThat(html).as(path).contains("<label for=\"" + id.group(1) + "\"");
        }
        Matcher links = Pattern.compile("<a[^>]*>(.*?)</a>").matcher(html);
        while (links.find()) {
            assertThat(links.group(1).replaceAll("<[^>]*>", "")).as(path).isNotBlank();
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void registries_areFoundByTierStatusOwnerAndSearch() {
        Browser browser = browser();

        assertThat(browser.get("/registries").body()).contains("8 of 8 registries", "search-api", "payments-ledger");
        assertThat(browser.get("/registries?q=LEDGER").body())
                .contains("1 of 8 registries", "payments-ledger")
                .doesNotContain("search-api");
        assertThat(browser.get("/registries?tier=high&status=active").body())
                .contains("2 of 8 registries", "payments-gateway")
                .doesNotContain("media-captions");
        assertThat(browser.get("/registries?owner=app-team-search").body())
                .contains("3 of 8 registries")
                .doesNotContain("payments-ledger");
        assertThat(browser.get("/registries?q=nothing-is-called-that").body()).contains("No registry fits");
        assertThat(browser.get("/registry?repository=acme/platform-catalog&name=payments-gateway")
                        .body())
                .contains("REGISTRY_PAYMENTS_GATEWAY", "IMMUTABLE", "not been compared with AWS yet");
        assertThat(browser.get("/registry?repository=acme/platform-catalog&name=absent")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void details_ofACheckRun_leadToAPageThatExists() {
        int number = acme.edits("ana", Acme.adds("Payments_Refunds"));
        String details =
                acme.run(number, "registrar", "failure").get("details_url").asText();
        URI address = URI.create(details);

        HttpResponse<String> page = browser().get(address.getPath() + "?" + address.getRawQuery());

        assertThat(details).startsWith(acme.dashboard().toString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "/acme/platform-catalog/pull/" + number + "\">Pull request #" + number,
                        "registrar/naming",
                        "POL-ECR-002-R01",
                        "“Payments_Refunds”")
                .contains("/acme/platform-catalog/blob/" + acme.head(number) + "/" + Acme.CATALOG + "#L");
        assertThat(browser().get("/").body()).contains("platform-catalog #" + number, "<svg viewBox=");
        assertThat(browser().get("/trends").body()).contains("How gates ended", "naming");
        assertThat(browser()
                        .get("/?repository=acme/platform-catalog&commit=" + "0".repeat(40))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser()
                        .get("/?repository=acme/platform-catalog&commit=%3Cscript%3E")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void deliveries_sayWhatTheyAreAbout_andWorkToComeHasNotBeenReceived() {
        int number = acme.edits("ana", Acme.adds("payments-refunds"));
        acme.run(number, "registrar", "success");

        String page = browser().get("/deliveries").body();

        assertThat(page).contains("platform-catalog @change-1<", "Reconcile").doesNotContain("timer:", "@..");
        assertThat(page).doesNotContainPattern("data-label=\"Received\"><div><time[^>]*>in ");
    }

    @Test
    void requests_showTheTimeThatIsLeft() {
        acme.person("ana").openIssue("Registry for refunds <b>now</b>", "no form", "registry-request");

        String page = browser().get("/requests").body();

        assertThat(page)
                .contains("Registry for refunds &lt;b&gt;now&lt;/b&gt;", "platform-catalog #", "ana")
                .containsPattern("(?:47 hours|2 days|48 hours) left");
    }

    @Test
    void registry_leadsToItsRequest_ifThatIsInItsCatalog() {
        Person olga = acme.person("olga");
        String both = """

                  search-suggest:
                    metadata: {id: REGISTRY_SEARCH_SUGGEST, owner: app-team-search, risk: low, status: pending, request: "acme/platform-catalog#12"}
                  search-spelling:
                    metadata: {id: REGISTRY_SEARCH_SPELLING, owner: app-team-search, risk: low, status: pending, request: "evil/platform-catalog#12"}
                """;
        olga.write(Acme.CATALOG, "main", olga.read(Acme.CATALOG, "main") + both, "Add two");
        String page = "/registry?repository=acme/platform-catalog&name=search-";

        assertThat(browser().get(page + "suggest").body()).contains("/acme/platform-catalog/issues/12\">");
        assertThat(browser().get(page + "spelling").body())
                .contains("evil/platform-catalog#12")
                .doesNotContain("/issues/12");
    }

    @Test
    void textFromOutside_isShownAsText() {
        Person olga = acme.person("olga");
        String hostile = """

                  "<img src=x onerror=alert(1)>":
                    metadata:
                      id: REGISTRY_X
                      owner: "app-team-\\u202Elive\\"><svg/onload=alert(2)>"
                      domain: "</bdi><script>alert(3)</script>"
                      risk: low
                      status: pending
                """;
        olga.write(Acme.CATALOG, "main", olga.read(Acme.CATALOG, "main") + hostile, "Add something");
        Browser browser = browser();

        String list = browser.get("/registries?q=%3Cimg").body();
        String one = browser.get("/registry?repository=acme/platform-catalog&name=%3Cimg%20src=x%20onerror=alert(1)%3E")
                .body();
        String searched = browser.get("/registries?q=%22%3E%3Cscript%3E&owner=%22%3E%3Cb%3E")
                .body();

        assertThat(list).contains("<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>", "app-team-(U+202E)live");
        assertThat(one).contains("<h1><bdi>&lt;img src=x", "&lt;/bdi&gt;&lt;script&gt;alert(3)&lt;/script&gt;");
        for (String page : List.of(list, one, searched)) {
            assertThat(page).doesNotContain("<img src=x", "<svg/onload", "<script", "\"><b>");
            assertThat(page.replaceAll(" value=\"[^\"]*\"", ""))
                    .as("what a field sends is not shown")
                    .doesNotContain(OVERRIDE);
        }
    }

    @Test
    void nameThatIsNotLocal_isTurnedAway() throws IOException {
        assertThat(statusLine("evil.example")).contains(" 403 ");
        assertThat(statusLine("127.0.0.1:" + acme.dashboard().getPort())).contains(" 200 ");
        assertThat(browser()
                        .post("/deliveries/replay", Map.of("delivery", "1"), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    private String statusLine(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), acme.dashboard().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void replay_withoutTheTokenOfAPage_isRefused() {
        assertThat(browser().post("/deliveries/replay", Map.of("delivery", "1")).statusCode())
                .isEqualTo(403);
        assertThat(browser()
                        .post("/deliveries/replay", Map.of("delivery", "1", "token", "AAAA"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void addressOfNothing_andAFormThatIsOpenedAgain_leadOnToTheOverview() throws Exception {
        for (Map.Entry<String, Integer> dead :
                Map.of("/nothing-here", 404, "/deliveries/replay", 405).entrySet()) {
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(acme.dashboard().resolve(dead.getKey()))
                                    .header("Accept", "text/html")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(dead.getKey()).isEqualTo(dead.getValue());
            assertThat(page.body()).as(dead.getKey()).contains("<a href=\"/\">To the overview</a>");
        }
    }

    @Test
    void style_isKeptByBrowsersForGood() {
        Browser browser = browser();
        Matcher address = Pattern.compile("/assets/[0-9a-f]+\\.css")
                .matcher(browser.get("/").body());
        assertThat(address.find()).isTrue();

        HttpResponse<String> style = browser.get(address.group());

        assertThat(style.headers().firstValue("Content-Type")).get().asString().startsWith("text/css");
        assertThat(style.headers().firstValue("Cache-Control")).get().asString().contains("immutable");
        assertThat(style.body()).contains("prefers-color-scheme: dark");
        assertThat(browser.get("/assets/none.css").statusCode()).isEqualTo(404);
    }

    @Test
    void sandboxPage_linksToIt() {
        assertThat(browser()
                        .elsewhere(acme.github().url().resolve("/_sandbox/world"))
                        .body())
                .contains("\"dashboard\":\"" + acme.dashboard() + "\"");
    }
}
