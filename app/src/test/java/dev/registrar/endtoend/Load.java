package dev.registrar.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** People at work on the catalog: pull requests of two kinds, and requests that are approved; and what came of it all. */
final class Load {
    private static final String REPOSITORY = "acme/platform-catalog";
    private static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SandboxGitHub github;
    private final Person ana;
    private final Person mia;
    private final Person paula;
    private final List<Integer> pulls = new ArrayList<>();
    private final List<Integer> requests = new ArrayList<>();

    Load(SandboxGitHub github) {
        this.github = github;
        this.ana = new Person("ana", github.apiRoot(), REPOSITORY);
        this.mia = new Person("mia", github.apiRoot(), REPOSITORY);
        this.paula = new Person("paula", github.apiRoot(), REPOSITORY);
    }

    /** Does all of it and returns when everything is answered. */
    void play(int notes, int faulty, int wanted) {
        for (int i = 0; i < wanted; i++) {
            requests.add(mia.openIssue("[registry] captions-" + i, form(i), "registry-request"));
        }
        for (int i = 0; i < notes; i++) {
            pulls.add(pull("note-" + i, "README.md", "Note " + i + "\n"));
        }
        String catalog = ana.read(CATALOG, "main");
        for (int i = 0; i < faulty; i++) {
            pulls.add(pull(
                    "faulty-" + i, CATALOG, catalog + "\n  Payments_" + i + ":\n    metadata:\n      risk: hihg\n"));
        }
        Map<Integer, Long> approvals = new TreeMap<>();
        for (int request : requests) {
            until(
                    "a preview on #" + request,
                    () -> own(request).stream()
                            .anyMatch(body ->
                                    body.contains("registrar:request") && body.contains("Waiting for one approval")));
            approvals.put(request, paula.comment(request, "/approve-registry"));
        }
        requests.forEach(request -> until("#" + request + " to be closed", () -> closed(request, approvals)));
        pulls.forEach(
                pull -> until("#" + pull + " to be judged", () -> runs(pull).containsKey("registrar")));
        pulls.subList(notes, pulls.size())
                .forEach(pull ->
                        until("the comment on #" + pull, () -> !own(pull).isEmpty()));
    }

    /** Whoever is told that the approval came too early, since the preview was still being written, approves again. */
    private boolean closed(int request, Map<Integer, Long> approvals) {
        JsonNode approval = paula.get("/issues/comments/" + approvals.get(request));
        if (approval.at("/reactions/confused").asInt() > 0) {
            approvals.put(request, paula.comment(request, "/approve-registry"));
        }
        return paula.get("/issues/" + request).get("state").asText().equals("closed");
    }

    private int pull(String branch, String path, String text) {
        ana.branch(branch);
        ana.write(path, branch, text, "Change " + path);
        return ana.openPullRequest(branch, branch);
    }

    private static String form(int i) {
        return """
                ### Registry name

                captions-%d

                ### Owning team

                app-team-media

                ### Risk tier

                low

                ### Environment

                dev

                ### Domain

                delivery

                ### Justification

                Subtitles are made by a service of their own.
                """.formatted(i);
    }

    /** Everything that Registrar left behind, in a form that does not depend on the order of things. */
    Map<String, String> outcome() {
        Map<String, String> outcome = new TreeMap<>();
        pulls.forEach(pull -> {
            outcome.put("runs on #" + pull, runs(pull).toString());
            outcome.put("comments on #" + pull, kinds(pull).toString());
        });
        requests.forEach(request -> {
            outcome.put("comments on #" + request, kinds(request).toString());
            outcome.put(
                    "state of #" + request,
                    paula.get("/issues/" + request).get("state").asText());
        });
        List<String> subjects = new ArrayList<>();
        for (JsonNode commit : ana.get("/commits?per_page=100")) {
            subjects.add(
                    commit.at("/commit/message").asText().lines().findFirst().orElse(""));
        }
        outcome.put("commits", subjects.stream().sorted().toList().toString());
        outcome.put(
                "entries",
                ana.read(CATALOG, "main")
                        .lines()
                        .filter(line -> line.matches(" {2}captions-\\d+:"))
                        .sorted()
                        .toList()
                        .toString());
        return outcome;
    }

    /** Name of each check run on the head to its conclusions, as many as there are runs. */
    private Map<String, String> runs(int pull) {
        String head = ana.get("/pulls/" + pull).at("/head/sha").asText();
        Map<String, String> runs = new TreeMap<>();
        for (JsonNode run : ana.get("/commits/" + head + "/check-runs?filter=all&per_page=100")
                .get("check_runs")) {
            runs.merge(run.get("name").asText(), run.path("conclusion").asText(), (a, b) -> a + "+" + b);
        }
        return runs;
    }

    /** The marks of the comments; those of answers name the command that they answer, and are only looked at for twins. */
    private List<String> kinds(int number) {
        List<String> marks = own(number).stream()
                .map(body -> body.lines().findFirst().orElse(""))
                .sorted()
                .toList();
        if (marks.stream().distinct().count() < marks.size()) {
            return marks;
        }
        return marks.stream().filter(mark -> !mark.contains("registrar:answer")).toList();
    }

    private List<String> own(int number) {
        List<String> bodies = new ArrayList<>();
        for (JsonNode comment : ana.get("/issues/" + number + "/comments?per_page=100")) {
            if (comment.at("/user/login").asText().equals("registrar[bot]")) {
                bodies.add(comment.get("body").asText());
            }
        }
        return bodies;
    }

    /** Looks again whenever something has changed in the sandbox. */
    private void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long version = github.version();
            if (holds.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what + "; there is " + outcome()
                        + " and on the requests "
                        + requests.stream().map(this::own).toList());
            }
            github.awaitChange(version, Duration.ofSeconds(1));
        }
    }
}
