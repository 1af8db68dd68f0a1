package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.aws.EcrRegistry;
import dev.registrar.sandbox.aws.EcrRepository;
import dev.registrar.sandbox.story.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registry's life with AWS as the source of truth: real HTTP on both sides. */
@Timeout(180)
class AwsLifeTest {
    private static final String ENTITIES = "catalog/resources/ecr-registry.yaml";
    private static final String URL = "111111111111.dkr.ecr.eu-west-2.amazonaws.com/";

    @RegisterExtension
    final Acme acme = new Acme().withAws();

    private EcrRegistry london;

    @BeforeEach
    void london() {
        london = acme.aws().registry("111111111111", "eu-west-2");
    }

    private void govern() {
        String text = acme.person("paula").read(Acme.CONFIGURATION, "main");
        write(
                Acme.CONFIGURATION,
                text.replace(
                        "  docs: docs/REGISTRY_CATALOG.md\n",
                        "  docs: docs/REGISTRY_CATALOG.md\n  backstage: " + ENTITIES + "\n"));
    }

    private void write(String path, String text) {
        acme.person("paula").write(path, "main", text, "Change " + path);
    }

    private String catalog() {
        return acme.person("paula").read(Acme.CATALOG, "main");
    }

    /** A push that concerns the catalog has it held against AWS. */
    private void push() {
        write(Acme.CATALOG, catalog() + "\n# looked at\n");
    }

    private String entry(String name) {
        String text = catalog();
        int from = text.indexOf("\n  " + name + ":");
        if (from < 0) {
            return "";
        }
        int to = text.indexOf("\n\n", from + 1);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private void untilEntry(String name, String text) {
        acme.until(name + " with " + text, () -> Optional.of(entry(name)).filter(entry -> entry.contains(text)));
    }

    private Optional<JsonNode> driftIssue(String state) {
        for (JsonNode issue : acme.person("olga").get("/issues?state=" + state + "&labels=registry-drift")) {
            return Optional.of(issue);
        }
        return Optional.empty();
    }

    private String page(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(acme.dashboard().resolve(path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode drift(String state, String text) {
        return acme.until(
                state + " issue about drift with " + text,
                () -> driftIssue(state)
                        .filter(issue -> issue.get("body").asText().contains(text)));
    }

    @Test
    void request_becomesActive_thenDeprecated_thenDecommissioned() {
        govern();
        acme.until(
                "the first look at AWS", () -> Optional.of(acme.aws().calls()).filter(calls -> !calls.isEmpty()));
        int request = acme.person("mia").openIssue("[registry] media-captions", """
                ### Registry name

                media-captions

                ### Owning team

                app-team-media

                ### Risk tier

                low

                ### Environment

                dev

                ### Domain

                delivery

                ### Justification

                Subtitles.
                """, "registry-request");
        acme.said(request, "registrar:request", "Waiting for one approval");
        acme.comments("paula", request, "/approve-registry", "rocket");
        untilEntry("media-captions", "status: pending");

        EcrRepository repository = london.repository("media-captions").keeps(20);
        Instant longAgo = Instant.now().minus(Duration.ofDays(40));
        repository.image(1_000_000, longAgo, Instant.now().minus(Duration.ofHours(5)));
        push();
        untilEntry("media-captions", "status: active");
        untilEntry("media-captions", "repository_url: " + URL + "media-captions");
        JsonNode commit = acme.until("the commit", () -> {
            for (JsonNode one : acme.person("olga").get("/commits?sha=main&per_page=5")) {
                if (one.at("/commit/message").asText().startsWith("Activate registry media-captions")) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        });
        assertThat(commit.at("/commit/message").asText()).contains("Registrar-Audit: ");
        assertThat(acme.person("olga").read("docs/REGISTRY_CATALOG.md", "main")).contains(URL + "media-captions");
        assertThat(acme.person("olga").read(ENTITIES, "main")).contains("platform/repo-count");

        int issue = acme.person("mia").openIssue("Captions end", "They moved to the transcoder.", "question");
        acme.comments("mia", issue, "/deprecate-registry media-captions moved", "rocket");
        untilEntry("media-captions", "status: deprecated");
        assertThat(acme.comments("paula", issue, "/decommission-registry media-captions", "confused"))
                .contains("may still be in use", "It has one image of 1.0 MB in all");

        london.delete("media-captions");
        london.repository("media-captions").keeps(20).image(1_000_000, longAgo, longAgo);
        assertThat(acme.comments("paula", issue, "/decommission-registry media-captions", "rocket"))
                .contains("Nothing pulls from `media-captions` any more. It has one image of 1.0 MB");
        untilEntry("media-captions", "status: decommissioned");
        acme.said(issue, "registrar:status", "is decommissioned");

        drift("open", "Decommissioned, but still there");
        london.delete("media-captions");
        push();
        drift("closed", "AWS and the catalog agree.");
    }

    @Test
    void drift_isOneIssue_editedInPlace_andClosedWhenClean() {
        london.repository("stray");
        govern();
        JsonNode first = drift("open", "`stray`");
        assertThat(first.at("/user/login").asText()).isEqualTo("registrar[bot]");

        london.repository("payments-gateway").mutability("MUTABLE");
        push();
        JsonNode second = drift("open", "Weaker in AWS than in the catalog");
        assertThat(second.get("number").asInt()).isEqualTo(first.get("number").asInt());
        assertThat(second.get("body").asText()).contains("| `IMMUTABLE` | `MUTABLE` |", "`stray`");
        acme.run(acme.edits("ana", Acme.adds("payments-look")), "registrar", "success"); // so that it is known there
        acme.until(
                "the dashboard to show it",
                () -> Optional.of(page("/registry?repository=acme/platform-catalog&name=payments-gateway"))
                        .filter(page -> page.contains("Weakened")));
        assertThat(page("/registries")).as("those without a difference").contains("<span>none</span>");
        assertThat(page("/registry?repository=acme/platform-catalog&name=search-crawler"))
                .contains("While an entry is pending, its registry need not be in AWS.");

        london.delete("stray");
        london.repository("payments-gateway").mutability("IMMUTABLE");
        push();
        drift("closed", "AWS and the catalog agree.");

        london.repository("stray");
        push();
        JsonNode again = drift("open", "`stray`");
        assertThat(again.get("number").asInt()).isEqualTo(first.get("number").asInt());
    }

    @Test
    void registry_thatTerraformStillNames_isNotGivenUp() {
        london.delete("payments-reports"); // deprecated in the catalog, and nobody pulls from what is gone
        Person infra = acme.person("paula", "acme/platform-infra");
        String path = "envs/prod/terraform.tfvars";
        String with = infra.read(path, "main");
        String without = with.replaceFirst("  payments-reports\\s+= \\{(?s:.*?)\\n  \\}\n", "");
        assertThat(without).isNotEqualTo(with);
        judged(infra, path, with + "# a look\n");
        int issue = acme.person("ana").openIssue("Reports end", "Nobody reads them.", "question");

        assertThat(acme.comments("paula", issue, "/decommission-registry payments-reports", "confused"))
                .contains("The Terraform of `acme/platform-infra` still names it");

        infra.write(path, "main", without, "Remove it");
        judged(infra, path, without + "# another look\n");
        acme.until(
                "the registry to be given up",
                () -> Optional.of(acme.comments("paula", issue, "/decommission-registry payments-reports", "eyes"))
                        .filter(unused -> entry("payments-reports").contains("status: decommissioned")));
    }

    /** Opens a pull request there and waits for its verdict, by when the default branch has been read, too. */
    private void judged(Person infra, String path, String text) {
        String branch = acme.branch();
        infra.branch(branch);
        infra.write(path, branch, text, "Look");
        int number = infra.openPullRequest("A look", branch);
        String head = infra.get("/pulls/" + number).at("/head/sha").asText();
        acme.until("a verdict there", () -> {
            for (JsonNode run : infra.get("/commits/" + head + "/check-runs").get("check_runs")) {
                if (run.get("name").asText().equals("registrar")
                        && run.get("status").asText().equals("completed")) {
                    return Optional.of(run);
                }
            }
            return Optional.empty();
        });
    }

    @Test
    void repair_thatIsAnEditOfTheCatalog_isOfferedAsAPullRequest() {
        london.delete("payments-reports"); // deprecated in the catalog
        govern();
        JsonNode issue = drift("open", "changes the catalog where that is the repair");
        assertThat(issue.get("body").asText()).contains("In the catalog only", "`payments-reports`");

        JsonNode pull = acme.person("olga").get("/pulls?state=open").get(0);
        assertThat(pull.get("title").asText()).isEqualTo("Follow AWS in the catalog");
        assertThat(pull.get("body").asText()).contains("`payments-reports`: `metadata.status` is `decommissioned`");
        int number = pull.get("number").asInt();
        acme.run(number, "registrar/lifecycle", "success");
        acme.run(number, "registrar", "success");
        acme.person("paula").send("PUT", "/pulls/" + number + "/merge", Map.of());
        drift("closed", "AWS and the catalog agree.");
    }

    @Test
    void regionThatIsDown_closesAndLosesNothing() {
        london.repository("stray");
        govern();
        drift("open", "`stray`");
        String entities = acme.until(
                "the entities",
                () -> Optional.of(acme.person("olga").get("/contents/" + ENTITIES.substring(0, 17)))
                        .map(folder -> acme.person("olga").read(ENTITIES, "main")));
        acme.aws().takeDown("eu-west-2");
        int calls = acme.aws().calls().size();
        push();
        acme.until("another look at AWS", () -> Optional.of(acme.aws().calls()).filter(all -> all.size() >= calls + 8));

        assertThat(driftIssue("open")).isPresent();
        assertThat(acme.person("olga").read(ENTITIES, "main")).isEqualTo(entities);
    }

    @Test
    void pullRequest_thatDecommissions_isJudgedByEvidence() {
        london.repository("payments-reports").image(5_000, Instant.now().minus(Duration.ofDays(90)), Instant.now());
        govern();
        int number = acme.edits("ana", catalog -> {
            int at = catalog.indexOf("  payments-reports:");
            return catalog.substring(0, at)
                    + catalog.substring(at).replaceFirst("status: deprecated", "status: decommissioned");
        });
        acme.run(number, "registrar/lifecycle", "failure");
        assertThat(acme.verdict(number, "no evidence"))
                .contains("the last pull on " + Instant.now().toString().substring(0, 10));

        london.delete("payments-reports");
        acme.comments("ana", number, "/recheck", "rocket");
        acme.run(number, "registrar/lifecycle", "success");
    }

    @Test
    void decommissioning_withoutAws_goesByAWaiver() {
        acme.aws().takeDown("eu-west-2");
        int issue = acme.person("ana").openIssue("Reports end", "They moved.", "question");
        assertThat(acme.comments("paula", issue, "/decommission-registry payments-reports", "confused"))
                .contains("ECR in eu-west-2 fails with status 503", "/waive-gate lifecycle REASON");

        int number = acme.edits("ana", catalog -> {
            int at = catalog.indexOf("  payments-reports:");
            return catalog.substring(0, at)
                    + catalog.substring(at).replaceFirst("status: deprecated", "status: decommissioned");
        });
        acme.run(number, "registrar/lifecycle", "failure");
        acme.run(number, "registrar", "failure");
        acme.comments("paula", number, "/waive-gate lifecycle the last consumer is gone", "rocket");
        acme.run(number, "registrar/lifecycle", "success");
        acme.run(number, "registrar", "success");
    }
}
