package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.story.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the operator names the catalogs, no other repository is one, whatever its configuration says. */
class NamedCatalogsTest {
    @TempDir
    Path folder;

    private RequestStage stage;

    @BeforeEach
    void start() {
        stage = RequestStage.start(folder, new HastyClock(12), "Acme/Platform-Catalog");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void repositoryThatIsNotNamed_takesNoRequests_andTheNamedOneDoes() {
        stage.github()
                .setUp()
                .repository(
                        "acme",
                        "shadow",
                        Map.of(
                                ".github/registrar.yml",
                                RequestStage.configuration("approvals: {teams: [app-team-media]}\n"),
                                RequestStage.CATALOG,
                                stage.catalog()),
                        "mia")
                .label("acme/shadow", "registry-request", "0e8a16", "");
        Person mia = stage.person("mia", "acme/shadow");
        int number = mia.openIssue("a request", form("media-shadow", "app-team-media", "low"), "registry-request");
        long comment = mia.comment(number, "/recheck");
        stage.granted("paula", stage.requested("media-named"), "/approve-registry");
        assertThat(mia.get("/issues/" + number + "/comments")).hasSize(1);
        assertThat(mia.get("/issues/comments/" + comment)
                        .at("/reactions/total_count")
                        .asInt())
                .isZero();
    }
}
