package dev.registrar.sandbox.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the sandbox's people, acting over REST on one repository; an answer other than success is a failed step. */
public final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String login;
    private final String root;

    public Person(String login, URI api, String repository) {
        this.login = login;
        this.root = api + "/repos/" + repository;
    }

    public String login() {
        return login;
    }

    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    public String read(String path, String branch) {
        JsonNode file = get("/contents/" + path + "?ref=" + branch);
        return new String(Base64.getMimeDecoder().decode(file.get("content").asText()), StandardCharsets.UTF_8);
    }

    public void branch(String name) {
        String tip = get("/git/ref/heads/main").at("/object/sha").asText();
        send("POST", "/git/refs", Map.of("ref", "refs/heads/" + name, "sha", tip));
    }

    public void write(String path, String branch, String text, String message) {
        String sha = get("/contents/" + path + "?ref=" + branch).get("sha").asText();
        String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        send("PUT", "/contents/" + path, Map.of("message", message, "content", content, "sha", sha, "branch", branch));
    }

    public int openPullRequest(String title, String branch) {
        return send("POST", "/pulls", Map.of("title", title, "head", branch, "base", "main", "body", ""))
                .get("number")
                .asInt();
    }

    public int openIssue(String title, String body, String label) {
        return send("POST", "/issues", Map.of("title", title, "body", body, "labels", List.of(label)))
                .get("number")
                .asInt();
    }

    public long comment(int number, String body) {
        return send("POST", "/issues/" + number + "/comments", Map.of("body", body))
                .get("id")
                .asLong();
    }

    /** Any other call; the path begins behind the repository's. */
    public JsonNode send(String method, String path, @Nullable Map<String, ?> body) {
        try {
            HttpRequest.BodyPublisher publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                    .header("Authorization", "Bearer person_" + login)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(20))
                    .method(method, publisher)
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new StepFailed(login + " got " + response.statusCode() + " for " + method + " " + path + ": "
                        + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StepFailed("no answer to " + method + " " + path + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }
}
