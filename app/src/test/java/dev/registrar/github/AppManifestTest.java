package dev.registrar.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.event.Event.Ignored;
import dev.registrar.event.EventDecoder.MalformedPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The App asks for what its calls and events need, for nothing else, and says why. */
class AppManifestTest {
    /**
     * What GitHub asks for, by the first pattern that fits (GitHub, "Permissions required for GitHub Apps"). Where either of
     * two permissions would do, the one that a pull request's calls need anyway is named.
     */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put(".* /app/.*", "");
        NEEDED.put("GET /installation/repositories.*", "metadata:read");
        NEEDED.put("GET /orgs/.*", "members:read");
        NEEDED.put("POST .*/check-runs.*|PATCH .*/check-runs.*", "checks:write");
        NEEDED.put("GET .*/check-runs.*|GET .*/check-suites.*", "checks:read");
        NEEDED.put("POST .*/pulls.*", "pull_requests:write");
        NEEDED.put("GET .*/pulls.*", "pull_requests:read");
        NEEDED.put("(POST|PATCH|DELETE) .*/issues.*|POST .*/labels", "issues:write");
        NEEDED.put("GET .*/issues.*", "issues:read");
        NEEDED.put("GET .*/collaborators/.*", "metadata:read");
        NEEDED.put("(POST|PATCH|DELETE|PUT) .*/(git|contents)/.*", "contents:write");
        NEEDED.put("GET .*/(git|contents|compare|commits)/.*|GET .*/contents", "contents:read");
        NEEDED.put("GET /user", "");
        NEEDED.put("GET /repos/[^/]+/[^/]+", "metadata:read");
    }

    /** Events that come with a permission and cannot be chosen away or need no choice. */
    private static final Set<String> UNASKED = Set.of("installation", "installation_repositories");

    /** All that GitHub's Apps can be sent and that somebody might think of here. */
    private static final List<String> EVENTS = List.of(
            "branch_protection_rule",
            "check_run",
            "check_suite",
            "commit_comment",
            "create",
            "delete",
            "deployment",
            "deployment_status",
            "discussion",
            "fork",
            "github_app_authorization",
            "installation",
            "installation_repositories",
            "installation_target",
            "issue_comment",
            "issues",
            "label",
            "member",
            "membership",
            "merge_group",
            "meta",
            "milestone",
            "organization",
            "ping",
            "public",
            "pull_request",
            "pull_request_review",
            "pull_request_review_comment",
            "pull_request_review_thread",
            "push",
            "release",
            "repository",
            "repository_ruleset",
            "star",
            "status",
            "team",
            "team_add",
            "workflow_job",
            "workflow_run");

    @Test
    void permissions_areTheLeastThatTheCallsNeed() throws IOException {
        Map<String, String> needed = new TreeMap<>();
        PortCallsTest.requestsOfAllPorts().forEach(request -> {
            String permission = permission(request);
            if (!permission.isEmpty()) {
                String[] parts = permission.split(":", -1);
                needed.merge(parts[0], parts[1], (one, other) -> one.equals("write") ? one : other);
            }
        });
        needed.put("merge_queues", "read"); // for the event merge_group; no call needs it
        assertThat(asked()).isEqualTo(needed);
    }

    private static String permission(String request) {
        return NEEDED.entrySet().stream()
                .filter(entry -> request.replaceFirst("\\?.*", "").matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody has said which permission is needed for " + request));
    }

    @Test
    void events_areThoseThatAreActedOn() throws IOException {
        Set<String> known = new TreeSet<>();
        try (GitHubStandIn github = new GitHubStandIn()) {
            EVENTS.stream().filter(event -> isKnown(github.app(), event)).forEach(known::add);
        }
        known.removeAll(UNASKED);
        assertThat(events()).isEqualTo(known);
    }

    private static boolean isKnown(GitHubApp app, String event) {
        try {
            return !app.decoder()
                    .decode(event, "{}".getBytes(StandardCharsets.UTF_8))
                    .equals(new Ignored("nothing follows from this event"));
        } catch (MalformedPayload asksForMore) {
            return true;
        }
    }

    @Test
    void page_explainsEachOfThem() throws IOException {
        String page = Files.readString(Path.of("../docs/permissions.md"));
        asked().forEach((permission, level) ->
                assertThat(page).contains("| " + permission.replace('_', ' ') + ": " + level + " |"));
        events().forEach(event -> assertThat(page).containsPattern("(?m)^\\| `" + event + "` \\|"));
        assertThat(page.lines().filter(line -> line.matches("\\| `.*"))).hasSameSizeAs(events());
    }

    private static Map<String, String> asked() throws IOException {
        Map<String, String> asked = new TreeMap<>();
        manifest()
                .get("default_permissions")
                .properties()
                .forEach(entry -> asked.put(entry.getKey(), entry.getValue().asText()));
        return asked;
    }

    private static Set<String> events() throws IOException {
        Set<String> events = new TreeSet<>();
        manifest().get("default_events").forEach(event -> events.add(event.asText()));
        return events;
    }

    private static JsonNode manifest() throws IOException {
        return new YAMLMapper().readTree(Files.readString(Path.of("../app-manifest.yml")));
    }
}
