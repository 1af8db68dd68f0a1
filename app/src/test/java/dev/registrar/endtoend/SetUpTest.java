package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.cli.ChildProcess;
import dev.registrar.cli.Main;
import dev.registrar.sandbox.RecordedRequest;
import dev.registrar.sandbox.SandboxGitHub;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a server without credentials to one that takes webhooks, in a browser's steps. */
@Timeout(180)
class SetUpTest {
    private final HttpClient browser = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void registration_makesItWork_atOnceAndAfterARestart() throws Exception {
        try (SandboxGitHub github =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("github"), Clock.systemUTC(), true))) {
            Path data = folder.resolve("data");
            Map<String, String> settings =
                    Map.of("GITHUB_API_URL", github.apiRoot().toString(), "REGISTRAR_DATA_DIR", data.toString());
            try (ServedProcess registrar = ServedProcess.start(settings)) {
                URI page = URI.create(registrar.process().outLine().replaceFirst("^.* at (?=http)", ""));
                assertThat(registrar.get(page.getPath() + "?" + page.getQuery()).body())
                        .contains("<form method=\"post\" action=\"/setup\">");
                String credentials = register(registrar, page.getQuery().replaceFirst("token=", ""));

                Path file = data.resolve("github-app.env");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(credentials).contains("installations/new", "export GITHUB_APP_ID=", file.toString());

                await().atMost(Duration.ofSeconds(60)).until(() -> status(registrar, "/readyz") == 200);
                assertThat(status(registrar, page.getPath() + "?" + page.getQuery()))
                        .isEqualTo(404);
                works(github);
                registrar.process().terminate();
                assertThat(registrar.process().status()).isZero();
            }
            try (ServedProcess again = ServedProcess.start(settings)) {
                assertThat(status(again, "/readyz")).isEqualTo(200);
                assertThat(status(again, "/setup")).isEqualTo(404);
            }
        }
    }

    @Test
    void sandboxWithoutAnApp_isWhereTheSetUpCanBeTried() throws Exception {
        String folder = this.folder.resolve("sandbox").toString();
        try (ChildProcess sandbox =
                new ChildProcess(Main.class, Map.of(), "sandbox", "--without-app", "--port", "0", "--data", folder)) {
            assertThat(sandbox.outLine()).startsWith("A GitHub without an App is ready: http://127.0.0.1:");
            sandbox.outLine();
            Map<String, String> settings = Arrays.stream(sandbox.outLine().split(" "))
                    .filter(word -> word.matches("(GITHUB|REGISTRAR|AWS)_[A-Z_]+=.*"))
                    .map(word -> word.split("=", 2))
                    .filter(setting -> !setting[0].equals("REGISTRAR_URL")) // the test's port is another
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
            try (ServedProcess registrar = ServedProcess.start(settings)) {
                register(registrar, registrar.process().outLine().replaceFirst(".*token=", ""));
                await().atMost(Duration.ofSeconds(60)).until(() -> status(registrar, "/readyz") == 200);
            }
            sandbox.terminate();
            assertThat(sandbox.status()).isZero();
        }
    }

    private String register(ServedProcess registrar, String token) throws IOException, InterruptedException {
        String root = registrar.url("").toString();
        HttpResponse<String> confirmation = post(
                registrar.url("/setup"),
                Map.of("token", token, "name", "Acme Registrar", "organization", "acme", "address", root),
                root);
        HttpResponse<String> answer = post(
                URI.create(unescaped(found("action=\"([^\"]+)\"", confirmation.body()))),
                Map.of("manifest", unescaped(found("name=\"manifest\" value=\"([^\"]+)\"", confirmation.body()))),
                root);
        assertThat(answer.statusCode()).isEqualTo(302);
        String back = answer.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(root + "/setup/registered?code=");
        HttpResponse<String> credentials =
                browser.send(HttpRequest.newBuilder(URI.create(back)).build(), BodyHandlers.ofString());
        assertThat(credentials.statusCode()).isEqualTo(200);
        return credentials.body();
    }

    /** The App's own calls are signed with the new key, and GitHub takes them. */
    private static void works(SandboxGitHub github) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> github.requests().stream()
                        .filter(request -> request.path().contains("/app/hook/deliveries"))
                        .map(RecordedRequest::status)
                        .anyMatch(status -> status == 200));
    }

    private static int status(ServedProcess registrar, String path) throws InterruptedException {
        try {
            return registrar.get(path).statusCode();
        } catch (IOException e) {
            return 0; // between the two servers nobody listens
        }
    }

    private HttpResponse<String> post(URI url, Map<String, String> form, String origin)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(body))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
