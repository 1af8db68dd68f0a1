package dev.registrar.endtoend;

import dev.registrar.cli.ChildProcess;
import dev.registrar.cli.Main;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} as a user runs it, in a process of its own, at a port of its own. */
final class ServedProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("Registrar \\S+ listens on http://127\\.0\\.0\\.1:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ChildProcess process;
    private final int port;

    private ServedProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Waits until it listens. */
    static ServedProcess start(Map<String, String> environment) throws IOException {
        ChildProcess process = launch(environment);
        String line = process.outLine();
        Matcher listens = LISTENS.matcher(line);
        if (!listens.matches()) {
            process.close();
            throw new IllegalStateException("it says: " + line + "\n" + process.err());
        }
        return new ServedProcess(process, Integer.parseInt(listens.group(1)));
    }

    /** Does not wait for anything. */
    static ChildProcess launch(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("REGISTRAR_HOST", "127.0.0.1", "REGISTRAR_PORT", "0"));
        all.putAll(environment);
        return new ChildProcess(Main.class, all, "serve");
    }

    /** The settings that bind it to a sandbox. */
    static Map<String, String> settings(AppCredentials app, SandboxGitHub github, Path data) {
        return Map.of(
                "GITHUB_APP_ID", String.valueOf(app.appId()),
                "GITHUB_APP_PRIVATE_KEY", app.privateKeyPem(),
                "GITHUB_WEBHOOK_SECRET", app.webhookSecret(),
                "GITHUB_API_URL", github.apiRoot().toString(),
                "REGISTRAR_DATA_DIR", data.toString());
    }

    ChildProcess process() {
        return process;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI webhooks() {
        return url("/webhooks/github");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(webhooks()).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
