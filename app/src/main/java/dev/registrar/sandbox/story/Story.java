package dev.registrar.sandbox.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.aws.SandboxAws;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A pull request with faults and its repair, a request, a refused and a granted approval, and the commit that follows; where
 * there is an AWS, also a registry that comes to life there, and one that ends.
 * Registrar has to be running against the sandbox already.
 */
public final class Story {
    private static final String REPOSITORY = "acme/platform-catalog";
    private static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-2";

    private final SandboxGitHub sandbox;
    private final Optional<SandboxAws> aws;
    private final Path folder;
    private final Consumer<String> out;
    private final Person ana;
    private final Person mia;
    private final Person ben;
    private final Person paula;

    /**
     * @param aws nothing where AWS is out of Registrar's reach
     * @param folder where the catalog is cloned to, to show the commit
     * @param out takes one line at a time
     */
    public Story(SandboxGitHub sandbox, Optional<SandboxAws> aws, Path folder, Consumer<String> out) {
        this.sandbox = sandbox;
        this.aws = aws;
        this.folder = folder;
        this.out = out;
        this.ana = person("ana");
        this.mia = person("mia");
        this.ben = person("ben");
        this.paula = person("paula");
    }

    private Person person(String login) {
        return new Person(login, sandbox.apiRoot(), REPOSITORY);
    }

    /** Plays all of it. True if every step came true; the first one that did not ends it and is told. */
    public boolean play() {
        try {
            int pull = pullRequest();
            request();
            aws.ifPresent(there -> life(there, pull));
            out.accept("");
            out.accept("Every step came true.");
            return true;
        } catch (StepFailed e) {
            out.accept("");
            out.accept("✗ " + e.getMessage());
            return false;
        }
    }

    private int pullRequest() {
        chapter("1. Ana adds a registry in a pull request, with faults");
        ana.branch("add-refunds");
        String before = ana.read(CATALOG, "main");
        ana.write(
                CATALOG, "add-refunds", before + entry("Payments_Refunds", "hihg", 20), "Add the registry for refunds");
        int number = ana.openPullRequest("Add the registry for refunds", "add-refunds");
        JsonNode failed = checkRun(number, "registrar", "failure");
        step("pull request #" + number + " is opened, and `registrar` fails: "
                + failed.at("/output/title").asText());
        annotations(number, "registrar/schema", "“hihg” is not a value of `metadata.risk`");
        annotations(number, "registrar/naming", "“Payments_Refunds” is not a name");
        expectComment(number, "registrar:verdict", "to repair");
        step("one comment sums it up, with links to the lines");

        chapter("2. She repairs it");
        ana.write(CATALOG, "add-refunds", before + entry("payments-refunds", "low", 20), "Repair the entry");
        checkRun(number, "registrar", "success");
        expectComment(number, "registrar:verdict", "All gates pass");
        step("the push is judged by itself, `registrar` is green, and the same comment says so");
        return number;
    }

    private static String entry(String name, String risk, int keep) {
        return """

                  %s:
                    metadata:
                      id: REGISTRY_PAYMENTS_REFUNDS
                      owner: app-team-payments
                      risk: %s
                      environment: dev
                      status: pending
                    governance:
                      image_scanning: true
                      encryption: AES256
                      tag_mutability: MUTABLE
                      lifecycle_policy:
                        keep_image_count: %d
                """.formatted(name, risk, keep);
    }

    private void request() {
        chapter("3. Mia asks for a registry with the issue form");
        String before = mia.read(CATALOG, "main");
        int number = mia.openIssue("Registry request: media-captions", form(), "registry-request");
        String preview = expectComment(number, "registrar:request", "Waiting for one approval");
        step("issue #" + number + " gets one comment: the entry as it would be committed, and what its tier brings");
        check(
                preview.contains("media-captions:") && preview.contains("keep_image_count: 30"),
                "the preview has the entry");

        chapter("4. Mia and Ben try to approve, and are refused");
        refused(mia, number, "not a member");
        refused(ben, number, "not a member");

        chapter("5. Paula of the platform team approves");
        long approval = paula.comment(number, "/approve-registry looks good");
        expectReaction(number, approval, "rocket");
        until(
                "the issue to be closed",
                () -> Optional.of(paula.get("/issues/" + number))
                        .filter(issue -> issue.get("state").asText().equals("closed")));
        String answer = expectComment(number, "registrar:request", "is in the catalog");
        step("the entry is committed, the comment links it, and the issue is closed");
        check(answer.contains("/commit/"), "the comment links the commit");
        commit(before, number);
    }

    private static String form() {
        return """
                ### Registry name

                media-captions

                ### Owning team

                app-team-media

                ### Risk tier

                medium

                ### Environment

                prod

                ### Domain

                delivery

                ### Justification

                Subtitles are made by a service of their own from February on.
                """;
    }

    private void refused(Person person, int number, String reason) {
        long comment = person.comment(number, "/approve-registry");
        expectReaction(number, comment, "confused");
        String answer = expectComment(number, "registrar:answer " + comment, reason);
        step(person.login() + ": "
                + answer.lines()
                        .filter(line -> !line.startsWith("<!--"))
                        .findFirst()
                        .orElse(""));
    }

    private void commit(String before, int number) {
        chapter("6. The commit, as a clone shows it");
        String after = paula.read(CATALOG, "main");
        CatalogClone clone =
                CatalogClone.of(sandbox.url().resolve("/" + REPOSITORY + ".git").toString(), folder.resolve("clone"));
        clone.log().lines().forEach(line -> out.accept("  " + line));
        out.accept("");
        clone.diff().lines().forEach(line -> out.accept("  " + line));
        String message = clone.log();
        check(message.contains("Registry-Request: " + REPOSITORY + "#" + number), "the commit names the request");
        check(message.contains("Requested-by: ") && message.contains("mia"), "the commit names who asked");
        check(message.contains("Approved-by: ") && message.contains("paula"), "the commit names who approved");
        check(message.contains("Registrar-Audit: "), "the commit names its audit record");
        check(onlyAdded(before, after), "every other byte of the catalog stayed as it was");
        check(clone.paths().contains("docs/REGISTRY_CATALOG.md"), "the readable catalog is in the same commit");
        step("one commit: catalog and documentation, trailers for who asked and who approved, nothing else touched");
    }

    private void life(SandboxAws there, int pull) {
        chapter("7. The registry is made in AWS, and Ana's pull request is merged");
        there.registry(ACCOUNT, REGION).repository("media-captions").keeps(30);
        paula.send("PUT", "/pulls/" + pull + "/merge", Map.of());
        String address = ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/media-captions";
        until(
                "the address of media-captions in the catalog",
                () -> Optional.of(ana.read(CATALOG, "main")).filter(text -> text.contains(address)));
        step("the merge has the catalog held against AWS: media-captions is active, with its address");

        chapter("8. Ben ends a registry that nobody pulls from any more");
        int number = ben.openIssue("payments-reports can go", "The last consumer has followed.", "question");
        long asked = paula.comment(number, "/decommission-registry payments-reports");
        expectReaction(number, asked, "rocket");
        String answer = expectComment(number, "registrar:answer " + asked, "Nothing pulls from");
        step("Paula is told why it may end: "
                + answer.lines()
                        .filter(line -> !line.startsWith("<!--"))
                        .findFirst()
                        .orElse(""));
        expectComment(number, "registrar:status", "is decommissioned");
        step("the status is committed");
    }

    /** Whether the newer text is the older one with one piece put in. */
    private static boolean onlyAdded(String before, String after) {
        int head = 0;
        while (head < before.length() && head < after.length() && before.charAt(head) == after.charAt(head)) {
            head++;
        }
        return after.length() > before.length() && after.endsWith(before.substring(head));
    }

    private JsonNode checkRun(int number, String name, String conclusion) {
        return until("check run " + name + " to end with " + conclusion, () -> {
            String head = ana.get("/pulls/" + number).at("/head/sha").asText();
            return runs(head).stream()
                    .filter(run -> run.get("name").asText().equals(name))
                    .filter(run -> run.path("conclusion").asText().equals(conclusion))
                    .findFirst();
        });
    }

    private List<JsonNode> runs(String head) {
        List<JsonNode> runs = new ArrayList<>();
        ana.get("/commits/" + head + "/check-runs").get("check_runs").forEach(runs::add);
        return runs;
    }

    private void annotations(int number, String name, String message) {
        JsonNode run = checkRun(number, name, "failure");
        JsonNode annotations = ana.get("/check-runs/" + run.get("id").asLong() + "/annotations");
        List<String> messages = new ArrayList<>();
        for (JsonNode annotation : annotations) {
            String first =
                    annotation.get("message").asText().lines().findFirst().orElse("");
            messages.add(first);
            step(name + " at line " + annotation.get("start_line").asInt() + ": " + first);
        }
        check(
                messages.stream().anyMatch(text -> text.contains(message)),
                "an annotation of " + name + " says “" + message + "”");
    }

    private String expectComment(int number, String marker, String text) {
        return until("a comment of Registrar with “" + text + "”", () -> {
            for (JsonNode comment : ana.get("/issues/" + number + "/comments?per_page=100")) {
                String body = comment.get("body").asText();
                boolean ours = comment.at("/user/login").asText().equals("registrar[bot]");
                if (ours && body.contains(marker) && body.contains(text)) {
                    return Optional.of(body);
                }
            }
            return Optional.empty();
        });
    }

    private void expectReaction(int number, long comment, String reaction) {
        until(
                "the reaction " + reaction,
                () -> Optional.of(ana.get("/issues/comments/" + comment))
                        .filter(found -> found.at("/reactions/" + reaction).asInt() > 0));
        step("the comment on #" + number + " gets the reaction " + reaction);
    }

    /** Looks again whenever something has changed in the sandbox. */
    private <T> T until(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long version = sandbox.version();
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new StepFailed("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            sandbox.awaitChange(version, Duration.ofSeconds(1));
        }
    }

    private void chapter(String title) {
        out.accept("");
        out.accept(title);
    }

    private void step(String what) {
        out.accept("  ✓ " + what);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new StepFailed("it does not hold that " + what);
        }
    }
}
