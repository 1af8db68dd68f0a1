package dev.registrar.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's modules, run by a real Chromium on what people might write. The content security policy is left out, so that
 * the sanitizer stands alone. Skipped on a machine without Chromium.
 */
final class PageModulesTest {
    private static final Pattern REPORT = Pattern.compile("<pre id=\"report\">([^<]+)</pre>");
    private static final Set<String> HARMLESS_ATTRIBUTES = Set.of(
            "align",
            "aria-label",
            "aria-level",
            "checked",
            "class",
            "disabled",
            "href",
            "open",
            "rel",
            "tabindex",
            "target",
            "title",
            "type");
    private static final Set<String> HARMFUL_ELEMENTS = Set.of(
            "script",
            "style",
            "img",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "button",
            "textarea",
            "video",
            "audio",
            "source",
            "template",
            "noscript",
            "marquee",
            "x-foo",
            "meta");

    private static @Nullable JsonNode report;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Chromium> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "no Chromium on this machine");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", PageModulesTest::serve);
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Matcher found = REPORT.matcher(chromium.get().document(address, folder));
            assertThat(found.find()).as("the page ran to its end").isTrue();
            report = new ObjectMapper().readTree(Base64.getDecoder().decode(found.group(1)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hostileText_rendered_runsNothing() {
        assertThat(report().path("ran").asInt()).isZero();
    }

    @Test
    void hostileText_rendered_leavesOnlyHarmlessNodes() {
        assertThat(report().path("hostile")).hasSizeGreaterThan(15).allSatisfy(tried -> {
            assertThat(words(tried.path("elements"))).doesNotContainAnyElementsOf(HARMFUL_ELEMENTS);
            assertThat(words(tried.path("attributes"))).isSubsetOf(HARMLESS_ATTRIBUTES);
            assertThat(words(tried.path("addresses"))).allMatch(address -> address.matches("(?:https?:|mailto:|#).*"));
            assertThat(words(tried.path("classes"))).doesNotContain("notice", "top");
        });
    }

    @Test
    void friendlyText_rendered_isWhatGitHubUsersExpect() {
        JsonNode friendly = report().path("friendly");
        assertThat(words(friendly.path("elements"))).contains("table", "details", "summary", "input", "del", "pre");
        assertThat(words(friendly.path("classes")))
                .contains("mention", "task", "line-add", "line-del", "y-key", "y-string", "y-comment");
        assertThat(words(friendly.path("addresses")))
                .contains(
                        "#/r/acme/platform-catalog/issue/12",
                        "#/r/acme/platform-infra/issue/3",
                        "#/r/acme/platform-catalog/file/main/docs/a.yaml?line=7");
        assertThat(friendly.path("text").asText()).doesNotContain("hidden");
    }

    @Test
    void relativeLink_inAFile_leadsToTheFileBesideIt() {
        assertThat(words(report().path("relative")))
                .containsExactly(
                        "#/r/acme/platform-catalog/file/main/docs/b.md",
                        "#/r/acme/platform-catalog/file/main/d%20e.yaml",
                        "null",
                        "#/r/acme/platform-catalog/file/main/docs/docs/20-contracts");
    }

    @Test
    void patch_read_countsBothSides() {
        assertThat(words(report().path("rows")))
                .containsExactly(
                        "hunk - - @@ -1,3 +1,4 @@",
                        "same 1 1 a",
                        "del 2 - b",
                        "add - 2 c",
                        "add - 3 d",
                        "same 3 4 e",
                        "hunk - - @@ -10 +11,2 @@ x",
                        "same 10 11 j",
                        "add - 12 k",
                        "meta - - \\ No newline at end of file");
    }

    @Test
    void annotation_placed_isUnderItsLineOrBesideTheFile() {
        assertThat(words(report().path("under"))).containsExactly("3", "2");
        assertThat(words(report().path("beside"))).containsExactly("40");
    }

    @Test
    void request_composed_readsLikeGitHubsForm() {
        JsonNode issue = report().path("issue");
        assertThat(issue.path("title").asText()).isEqualTo("Registry request: payments-api");
        assertThat(words(issue.path("labels"))).containsExactly("registry-request");
        assertThat(issue.path("body").asText()).isEqualTo("""
                ### Registry name

                payments-api

                ### Owning team

                app-team-payments

                ### Risk tier

                high

                ### Environment

                _No response_

                ### Domain

                delivery

                ### Justification

                one
                two""");
    }

    @Test
    void entry_added_leavesOtherLinesAlone() {
        assertThat(report().path("spliced").asText()).isEqualTo("""
                version: "1.0"
                repositories:
                  a:
                    x: 1   # kept
                  b:
                    y: 2

                # about the end
                managed_by: b
                """);
    }

    @Test
    void addresses_read_leadToViews() {
        JsonNode route = report().path("route");
        assertThat(route.path("repo").asText()).isEqualTo("acme/catalog");
        assertThat(route.path("at").asText()).isEqualTo("alice/x");
        assertThat(route.path("path").asText()).isEqualTo("docs/a b.yaml");
        assertThat(route.path("pull").asInt()).isEqualTo(7);
        assertThat(words(report().path("views")))
                .containsExactly(
                        "#/r/acme/catalog/pull/4/files", "#/r/acme/catalog/issue/9", "null", "null", "null", "null");
    }

    @Test
    void yaml_coloured_keepsEveryCharacter() {
        assertThat(words(report().path("tokens")))
                .containsExactly("|  ", "key|id", "|:", "| ", "string|\"a#b\"", "| ", "comment|# c");
    }

    private static JsonNode report() {
        JsonNode written = Objects.requireNonNull(report);
        assertThat(written.path("error").asText()).isEmpty();
        return written;
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = body(path);
        exchange.getResponseHeaders().set("Content-Type", type(path));
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
        if (body != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static byte @Nullable [] body(String path) throws IOException {
        if (path.equals("/")) {
            return PageFiles.index()
                    .replaceAll("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                    .replace("/js/app.js", "/trial.js")
                    .getBytes(UTF_8);
        }
        if (path.equals("/trial.js")) {
            try (InputStream in = PageModulesTest.class.getResourceAsStream("/sandbox/web-test/trial.js")) {
                return Objects.requireNonNull(in).readAllBytes();
            }
        }
        return PageFiles.bytes(path);
    }

    private static String type(String path) {
        if (path.endsWith("js")) {
            return "text/javascript; charset=utf-8";
        }
        return path.endsWith(".css")
                ? "text/css"
                : path.endsWith(".svg") ? "image/svg+xml" : "text/html; charset=utf-8";
    }
}
