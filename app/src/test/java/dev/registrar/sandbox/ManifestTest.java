package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final String MANIFEST = """
            {"name": "registrar", "url": "http://127.0.0.1:1/", "hook_attributes": {"url": "http://127.0.0.1:1/hook"},
             "redirect_url": "http://127.0.0.1:1/setup/done"}""";

    @TempDir
    Path folder;

    @Test
    void manifest_becomesAnApp_once() throws Exception {
        TestClock clock = new TestClock();
        try (SandboxGitHub github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder, clock, true))) {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(github.url() + "/organizations/acme/settings/apps/new?state=s1"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "manifest=" + URLEncoder.encode(MANIFEST, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(302);
            String back = answer.headers().firstValue("Location").orElse("");
            assertThat(back).startsWith("http://127.0.0.1:1/setup/done?code=").endsWith("&state=s1");
            String code = back.replaceFirst(".*code=", "").replaceFirst("&.*", "");
            Rest anyone = new Rest(github.apiRoot(), "");
            Rest.Answer app = anyone.post("/app-manifests/" + code + "/conversions", Map.of());
            assertThat(app.status()).isEqualTo(201);
            assertThat(app.at("/pem")).startsWith("-----BEGIN RSA PRIVATE KEY-----");
            assertThat(app.at("/webhook_secret")).isNotEmpty();
            assertThat(anyone.post("/app-manifests/" + code + "/conversions", Map.of())
                            .status())
                    .isEqualTo(404);
        }
    }
}
