package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.registrar.cli.SandboxServer;
import dev.registrar.sandbox.story.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a server at work, and whether what looks at them knows their names. */
class ObservabilityTest {
    private static final Path DEPLOY = Path.of("../deploy/observability");
    private static final Pattern METRIC = Pattern.compile("\\b(?:registrar|jvm)_[a-z_]+");

    @TempDir
    Path folder;

    @Test
    void figures_ofAServerAtWork_areThoseThatDashboardAndAlertsAskFor() throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(0, folder, Clock.systemUTC())) {
            Person ana = new Person("ana", sandbox.github().apiRoot(), "acme/platform-catalog");
            ana.branch("note");
            ana.write("README.md", "note", "A note.\n", "Add a note");
            int number = ana.openPullRequest("Add a note", "note");
            await().atMost(Duration.ofSeconds(60)).until(() -> published(metrics(sandbox)));

            String metrics = metrics(sandbox);
            Set<String> names = metrics.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
            assertThat(names).containsAll(asked());
            assertThat(number).isPositive();
            assertThat(metrics)
                    .doesNotContain("acme", "platform-catalog", "\"ana\"")
                    .contains("registrar_deliveries{event=\"pull_request\",state=\"dead\"} 0")
                    .contains("registrar_deliveries_received_total{status=\"queued\"}")
                    .contains("registrar_gate_outcomes_total{conclusion=\"success\",gate=\"registrar\"} 1")
                    .contains("registrar_github_quota_remaining{installation=\"");
        }
    }

    private static boolean published(String metrics) {
        return metrics.lines().anyMatch(line -> line.startsWith("registrar_receipt_to_check_seconds_count 1"));
    }

    private static String metrics(SandboxServer sandbox) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + sandbox.registrar().port() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Every metric that an expression of the dashboard or of an alert names. */
    private static Set<String> asked() throws IOException {
        List<String> expressions = new ArrayList<>();
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DEPLOY.resolve("grafana-dashboard.json")));
        dashboard
                .findValues("targets")
                .forEach(targets -> targets.forEach(
                        target -> expressions.add(target.get("expr").asText())));
        JsonNode alerts = new YAMLMapper().readTree(Files.readString(DEPLOY.resolve("alerts.yml")));
        alerts.at("/groups/0/rules")
                .forEach(rule -> expressions.add(rule.get("expr").asText()));
        assertThat(expressions).hasSizeGreaterThan(20);
        return expressions.stream()
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
