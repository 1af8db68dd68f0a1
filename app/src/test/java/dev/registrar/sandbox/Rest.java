package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks REST with one token, holds what comes to GitHub's description, and hands it back. */
final class Rest {
    record Answer(int status, JsonNode json, String text, HttpHeaders headers) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String at(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;
    private final String token;

    Rest(URI root, String token) {
        this.root = root;
        this.token = token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, Map.of());
    }

    Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    Answer post(String path, @Nullable Object body) throws IOException, InterruptedException {
        return send("POST", path, body, Map.of());
    }

    Answer patch(String path, Object body) throws IOException, InterruptedException {
        return send("PATCH", path, body, Map.of());
    }

    Answer put(String path, @Nullable Object body) throws IOException, InterruptedException {
        return send("PUT", path, body, Map.of());
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null, Map.of());
    }

    Answer send(String method, String path, @Nullable Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(
                                body instanceof String raw
                                        ? raw.getBytes(StandardCharsets.UTF_8)
                                        : MAPPER.writeValueAsBytes(body)));
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode json = type.startsWith("application/json") && !response.body().isEmpty()
                ? MAPPER.readTree(response.body())
                : MissingNode.getInstance();
        if (!json.isMissingNode()) {
            assertThat(ResponseShapes.faults(method, path, response.statusCode(), json))
                    .as(method + " " + path)
                    .isEmpty();
        }
        return new Answer(response.statusCode(), json, response.body(), response.headers());
    }
}
