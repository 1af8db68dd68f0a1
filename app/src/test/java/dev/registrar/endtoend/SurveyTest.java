package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.github.AppCredentials;
import dev.registrar.github.GitHubApp;
import dev.registrar.handler.GitHubPorts;
import dev.registrar.handler.Ledgers;
import dev.registrar.handler.LiveView;
import dev.registrar.history.Landscape;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import dev.registrar.store.Database;
import dev.registrar.upkeep.Survey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void survey_keepsWhatIsGovernedAndReached_andForgetsTheRest() throws Exception {
        try (SandboxGitHub github =
                        SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("github"), CLOCK, true));
                Database database = Database.embedded(folder.resolve("data"), CLOCK, InboxLimits.forWorkers(1))) {
            dev.registrar.sandbox.AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:9/"));
            Landscape landscape = database.history().landscape();
            landscape.seen(new Repository(1, new RepositoryName("acme", "gone"), "main", app.installationId()));
            landscape.seen(new Repository(2, new RepositoryName("other", "left"), "main", 77));
            Survey survey = survey(github, app, database);

            survey.first(30);
            assertThat(landscape.all())
                    .extracting(one -> one.name().name())
                    .containsExactly("platform-catalog", "platform-infra");

            new Person("paula", github.apiRoot(), "acme/platform-infra")
                    .send(
                            "DELETE",
                            "/contents/.github/registrar.yml",
                            Map.of("message", "No more", "branch", "main", "sha", sha(github)));
            survey.first(30);
            assertThat(landscape.all()).extracting(one -> one.name().name()).containsExactly("platform-catalog");

            github.fail(Fault.answer("GET", ".*/installations", 502, "{}").times(9));
            survey.first(30);
            assertThat(landscape.all()).as("trouble is no absence").hasSize(1);
        }
    }

    private static String sha(SandboxGitHub github) {
        return new Person("paula", github.apiRoot(), "acme/platform-infra")
                .get("/contents/.github/registrar.yml")
                .get("sha")
                .asText();
    }

    private static Survey survey(SandboxGitHub github, dev.registrar.sandbox.AppCredentials app, Database database)
            throws Exception {
        GitHubApp remote = new GitHubApp(
                AppCredentials.of(String.valueOf(app.appId()), app.privateKeyPem()),
                github.apiRoot(),
                CLOCK,
                new SimpleMeterRegistry());
        GitHubPorts ports = new GitHubPorts(
                remote.pullRequests(),
                remote.contents(),
                remote.checks(),
                remote.comments(),
                remote.issues(),
                remote.commits(),
                remote.teams(),
                remote.repositories());
        Ledgers ledgers = new Ledgers(
                database.inbox(), database.effects(), database.facts(), database.audit(), database.history());
        return new Survey(
                remote.installations(),
                new LiveView(ports, ledgers, CLOCK),
                database.history().landscape());
    }
}
