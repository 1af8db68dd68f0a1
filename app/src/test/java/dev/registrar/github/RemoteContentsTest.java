package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteContentsTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));
    private static final HeadSha LATER = new HeadSha("2".repeat(40));
    private static final String FOLDER = "GET " + R + "/contents/docs?ref=" + HEAD;
    private static final String BLOB = "GET " + R + "/git/blobs/" + "4".repeat(40);
    private static final String TREE = "GET " + R + "/git/trees/" + HEAD;

    private final GitHubStandIn github =
            new GitHubStandIn().on(FOLDER, resource("answers/folder.json")).on(BLOB, raw("version: 1\n"));
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private static MockResponse raw(String text) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/vnd.github.raw+json; charset=utf-8")
                .body(text)
                .build();
    }

    /** As GitHub does, with the page where one can read on. */
    private static MockResponse refused(String message) {
        return json(404, "{\"message\": \"" + message + "\", \"documentation_url\": \"https://docs.github.com/rest\"}");
    }

    private static String shown(FileRead read) {
        return read.match(String::new, "absent", what -> what);
    }

    private String at(HeadSha commit, String path) {
        return shown(app.contents().at(CATALOG, commit, path));
    }

    @Test
    void file_atACommit_isAskedForOnceWithItsFolder() {
        assertThat(at(HEAD, "docs/ecr-catalog.yaml")).isEqualTo("version: 1\n");
        assertThat(at(HEAD, "docs/ecr-catalog.yaml")).isEqualTo("version: 1\n");
        assertThat(at(HEAD, "docs/other.yaml")).isEqualTo("absent");
        assertThat(app.contents().filesIn(CATALOG, HEAD, "docs")).hasSize(3);

        assertThat(github.calls()).containsExactly(FOLDER, BLOB);
        assertThat(github.sent(BLOB).get(0).getHeaders().get("Accept")).isEqualTo("application/vnd.github.raw+json");
    }

    @Test
    void file_unchangedInALaterCommit_isNotAskedForAgain() {
        github.on("GET " + R + "/contents/docs?ref=" + LATER, resource("answers/folder.json"));

        at(HEAD, "docs/ecr-catalog.yaml");

        assertThat(at(LATER, "docs/ecr-catalog.yaml")).isEqualTo("version: 1\n");
        assertThat(github.sent(BLOB)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "docs/link.yaml, a symbolic link",
        "docs/module, a submodule",
        "docs/more, a directory",
        "docs/huge.bin, a file over 100 MB"
    })
    void path_thatIsNoFile_isNamedAndNotRead(String path, String what) {
        assertThat(at(HEAD, path)).isEqualTo(what);

        assertThat(github.calls()).containsExactly(FOLDER);
    }

    @Test
    void file_inAMissingFolder_isAbsentAndAskedForAgain() {
        String missing = "GET " + R + "/contents/policies?ref=" + HEAD;
        github.on(missing, refused("Not Found"));
        app.contents().filesIn(CATALOG, HEAD, "docs");

        assertThat(at(HEAD, "policies/a.yaml")).isEqualTo("absent");
        assertThat(at(HEAD, "policies/a.yaml")).isEqualTo("absent");

        assertThat(github.sent(missing)).hasSize(2);
    }

    @Test
    void folder_thatIsMissing_holdsNothingOnceTheTreeSaysSo() {
        String missing = "GET " + R + "/contents/policies?ref=" + HEAD;
        github.on(missing, refused("Not Found")).on(TREE, resource("answers/tree.json"));

        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).isEmpty();
        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).isEmpty();

        assertThat(github.sent(missing)).hasSize(1);
        assertThat(github.sent(TREE)).hasSize(1);
    }

    @Test
    void folder_whileTheAccessIsLost_isNotTakenForMissing() {
        github.on("GET " + R + "/contents/policies?ref=" + HEAD, refused("Not Found"))
                .on("GET " + R + "/contents/.github?ref=" + HEAD, refused("Not Found"))
                .on(TREE, refused("Not Found"));

        assertThatThrownBy(() -> app.contents().filesIn(CATALOG, HEAD, "policies"))
                .isInstanceOf(AccessLost.class);
    }

    @Test
    void folder_whoseTreeIsKeptBack_isNotTakenForMissing_asTheServerHasTrees() {
        String missing = "GET " + R + "/contents/policies?ref=" + HEAD;
        github.on(TREE, json(200, resource("answers/tree.json")), refused("Not Found"))
                .on(missing, refused("Not Found"));
        at(HEAD, "README.md");

        assertThatThrownBy(() -> app.contents().filesIn(CATALOG, HEAD, "policies"))
                .isInstanceOf(AccessLost.class);
    }

    @Test
    void folder_thatIsAFile_holdsNothing() {
        github.on(FOLDER, resource("answers/file-not-folder.json"));

        assertThat(at(HEAD, "docs/ecr-catalog.yaml")).isEqualTo("absent");
    }

    @Test
    void commit_thatGitHubDoesNotKnowYet_isNotTakenForAbsence() {
        github.on(FOLDER, refused("No commit found for the ref " + HEAD)).on(TREE, refused("Not Found"));

        assertThatThrownBy(() -> at(HEAD, "docs/ecr-catalog.yaml")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> at(HEAD, "README.md")).isInstanceOf(AccessLost.class);
    }

    @ParameterizedTest
    @CsvSource({"README.md, version: 1", "link, a symbolic link", "sub, a submodule", "docs, a directory", "x, absent"})
    void path_atTheTop_isFoundInTheTree(String path, String shown) {
        github.on(TREE, resource("answers/tree.json"));

        assertThat(at(HEAD, path).strip()).isEqualTo(shown);
        assertThat(app.contents().filesIn(CATALOG, HEAD, "")).containsExactly("README.md", "run.sh");
    }

    @Test
    void file_onTheDefaultBranch_isRevalidatedAndNamesNoBranch() {
        String folder = "GET " + R + "/contents/docs";
        github.on(folder, json(200, resource("answers/folder.json"), "ETag", "\"1\""), json(304, ""));

        app.contents().onBranch(CATALOG, "main", "docs/ecr-catalog.yaml");
        app.contents().onBranch(CATALOG, "main", "docs/ecr-catalog.yaml");

        assertThat(github.calls()).containsExactly(folder, BLOB, folder);
        assertThat(github.sent(folder).get(1).getHeaders().get("If-None-Match")).isEqualTo("\"1\"");
    }

    @Test
    void file_onAnotherBranch_namesIt() {
        github.on("GET " + R + "/contents/docs?ref=feature%2Fx", resource("answers/folder.json"))
                .on("GET " + R + "/git/trees/feature%2Fx", resource("answers/tree.json"));

        assertThat(shown(app.contents().onBranch(CATALOG, "feature/x", "docs/ecr-catalog.yaml")))
                .isEqualTo("version: 1\n");
        assertThat(shown(app.contents().onBranch(CATALOG, "feature/x", "README.md")))
                .isEqualTo("version: 1\n");
    }

    @Test
    void file_inAnEmptyRepository_isAbsent() {
        github.on("GET " + R + "/git/trees/main", json(409, "{\"message\": \"Git Repository is empty.\"}"))
                .on("GET " + R + "/contents/.github", refused("This repository is empty."))
                .on("GET " + R + "/contents/.github/registrar.yml", refused("This repository is empty."));

        assertThat(shown(app.contents().onBranch(CATALOG, "main", "catalog.yaml")))
                .isEqualTo("absent");
        assertThat(shown(app.contents().onBranch(CATALOG, "main", ".github/registrar.yml")))
                .isEqualTo("absent");
    }

    @Test
    void repository_thatGaveItsNameToAnother_isNotTakenForAnEmptyOne() {
        github.on(FOLDER, json(301, "{}", "Location", github.url("/repositories/2002/contents/docs")));

        assertThatThrownBy(() -> at(HEAD, "docs/ecr-catalog.yaml")).isInstanceOf(AccessLost.class);
    }

    @Test
    void blob_thatAProxyKeepsBack_doesNotLeadToFollowingLinks() {
        github.on(BLOB, json(404, "<h1>Back soon</h1>"), raw("version: 1\n"))
                .on("GET " + R + "/contents/docs/ecr-catalog.yaml?ref=" + HEAD, raw("version: 1\n"));

        assertThat(at(HEAD, "docs/ecr-catalog.yaml")).isEqualTo("version: 1\n");
        assertThat(at(HEAD, "docs/link.yaml")).isEqualTo("a symbolic link");
    }

    @Test
    void path_withOddCharacters_isEscaped() {
        github.on("GET " + R + "/contents/a%20b/%C3%A9%3F%23%25?ref=" + HEAD, "[]");

        assertThat(at(HEAD, "a b/é?#%/c.tf")).isEqualTo("absent");
    }

    @Test
    void path_thatStepsOut_isNotSent() {
        assertThatThrownBy(() -> at(HEAD, "docs/../../../user")).isInstanceOf(IllegalArgumentException.class);

        assertThat(github.calls()).isEmpty();
    }

    @Test
    void file_thatAComparisonNamed_isReadWithoutItsFolder() {
        github.on("GET " + R + "/compare/main..." + HEAD + "?per_page=1", resource("answers/comparison.json"));
        app.pullRequests().compare(CATALOG, "main", HEAD);

        assertThat(at(HEAD, "docs/ecr-catalog.yaml")).isEqualTo("version: 1\n");
        assertThat(at(HEAD, "docs/gone.md")).isEqualTo("absent");

        assertThat(github.calls()).hasSize(2).contains(BLOB);
    }

    @Test
    void link_thatAComparisonNamed_isNotTakenForAFile() {
        // The blob of a symbolic link is its target, without a line break.
        String changed = resource("answers/comparison.json")
                .replace("docs/ecr-catalog.yaml", "docs/link.yaml")
                .replace("4".repeat(40), "8".repeat(40));
        github.on("GET " + R + "/compare/main..." + HEAD + "?per_page=1", changed)
                .on("GET " + R + "/git/blobs/" + "8".repeat(40), raw("other.yaml"));
        app.pullRequests().compare(CATALOG, "main", HEAD);

        assertThat(at(HEAD, "docs/link.yaml")).isEqualTo("a symbolic link");
    }

    @Test
    void folder_tooLargeToBeListed_isWalkedByTrees() {
        String entry = "{\"name\": \"f%d\", \"type\": \"file\", \"sha\": \"" + "5".repeat(40) + "\", \"size\": 1}";
        String thousand =
                IntStream.range(0, 1000).mapToObj(entry::formatted).collect(Collectors.joining(",", "[", "]"));
        github.on(FOLDER, thousand)
                .on(TREE, resource("answers/tree.json"))
                .on(
                        "GET " + R + "/git/trees/" + "a".repeat(40),
                        "{\"sha\": \"x\", \"tree\": [{\"path\": \"zebra.yaml\", \"mode\": \"100644\", \"sha\": \""
                                + "4".repeat(40) + "\", \"size\": 11}]}");

        assertThat(at(HEAD, "docs/zebra.yaml")).isEqualTo("version: 1\n");
        assertThat(app.contents().filesIn(CATALOG, HEAD, "docs")).containsExactly("docs/zebra.yaml");
    }

    @Test
    void bytes_ofAnyEncoding_comeAsTheyAre() {
        byte[] latin = {(byte) 0xe9, 0, (byte) 0xff, '\r', '\n'};
        github.on(
                BLOB,
                new MockResponse.Builder().body(new okio.Buffer().write(latin)).build());

        byte[] read = app.contents()
                .at(CATALOG, HEAD, "docs/ecr-catalog.yaml")
                .match(bytes -> bytes, new byte[0], what -> new byte[0]);
        assertThat(read).isEqualTo(latin);
    }
}
