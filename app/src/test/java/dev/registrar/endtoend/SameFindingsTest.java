package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.cli.CommandRun;
import dev.registrar.cli.SandboxServer;
import dev.registrar.sandbox.story.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on a pull request and {@code check} in a clone of it find the same. */
class SameFindingsTest {
    private static final String REPOSITORY = "acme/platform-catalog";
    private static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";

    @TempDir
    Path folder;

    @Test
    void change_judgedByServerAndCommandLine_hasTheSameFindings() throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(0, folder, Clock.systemUTC())) {
            Person ana = new Person("ana", sandbox.github().apiRoot(), REPOSITORY);
            ana.branch("topic");
            String text = ana.read(CATALOG, "main");
            ana.write(
                    CATALOG,
                    "topic",
                    text.replaceFirst("risk: low", "risk: lwo")
                                    .replaceFirst("owner: app-team-media", "owner: app-team-ghosts")
                                    .replaceFirst("keep_image_count: 30", "keep_image_count: 3")
                            + "\n  Odd_Name:\n    metadata: {id: REGISTRY_ODD, owner: app-team-media, risk: low, status: active}\n",
                    "Break it");
            int number = ana.openPullRequest("Break it", "topic");
            String head = ana.get("/pulls/" + number).at("/head/sha").asText();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> completed(ana, head));

            Set<String> server = ofServer(ana, head);
            Set<String> local = ofCheck(sandbox);

            assertThat(server).isNotEmpty().isEqualTo(local);
            assertThat(server).anyMatch(line -> line.startsWith("POL-ECR-004-R02"));
        }
    }

    private static boolean completed(Person person, String head) {
        for (JsonNode run : person.get("/commits/" + head + "/check-runs").get("check_runs")) {
            if (run.get("name").asText().equals("registrar")
                    && run.get("status").asText().equals("completed")) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> ofServer(Person person, String head) {
        Set<String> findings = new TreeSet<>();
        for (JsonNode run : person.get("/commits/" + head + "/check-runs").get("check_runs")) {
            if (run.get("name").asText().equals("registrar/approval")) {
                continue; // approvals are given on GitHub; the command line knows of none
            }
            for (JsonNode found : person.get("/check-runs/" + run.get("id").asLong() + "/annotations?per_page=100")) {
                findings.add(found.get("title").asText() + " "
                        + found.get("path").asText() + ":"
                        + found.get("start_line").asInt() + ":"
                        + found.get("start_column").asInt() + " "
                        + found.get("message").asText().lines().findFirst().orElse(""));
            }
        }
        return findings;
    }

    private Set<String> ofCheck(SandboxServer sandbox) throws Exception {
        Path clone = folder.resolve("clone");
        try (Git git = Git.cloneRepository()
                .setURI(sandbox.github()
                        .url()
                        .resolve("/" + REPOSITORY + ".git")
                        .toString())
                .setDirectory(clone.toFile())
                .call()) {
            git.checkout().setName("origin/topic").call();
        }
        Path teams = Files.writeString(folder.resolve("teams.yaml"), """
                platform-team: [paula, pavel]
                app-team-payments: [ana, ben]
                app-team-media: [mia]
                app-team-search: [sam]
                """);
        CommandRun run = CommandRun.of(
                "check",
                "--repo",
                clone.toString(),
                "--base",
                "origin/main",
                "--head",
                "origin/topic",
                "--author",
                "ana",
                "--teams",
                teams.toString(),
                "--format",
                "json");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        Set<String> findings = new TreeSet<>();
        for (JsonNode gate : new ObjectMapper().readTree(run.out()).get("gates")) {
            for (JsonNode found : gate.get("findings")) {
                findings.add(found.get("rule").asText() + " "
                        + found.get("path").asText() + ":"
                        + found.get("line").asInt() + ":" + found.get("column").asInt() + " "
                        + found.get("message").asText());
            }
        }
        return findings;
    }
}
