package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.browser.Accessibility;
import dev.registrar.browser.InChromium;
import dev.registrar.browser.Pictures;
import dev.registrar.browser.Tab;
import dev.registrar.sandbox.SandboxGitHub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The way from no credentials to an App, a first pull request and the dashboard, clicked through in a real browser. */
@Timeout(180)
class SetUpPageTest {
    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @TempDir
    Path folder;

    @Test
    void formFilledIn_leadsToTheCredentials_once_aGatedPullRequest_andTheDashboard() throws Exception {
        try (SandboxGitHub github = SandboxGitHub.start(
                        new SandboxGitHub.Options(0, folder.resolve("github"), Clock.systemUTC(), true));
                ServedProcess registrar = ServedProcess.start(Map.of(
                        "GITHUB_API_URL",
                        github.apiRoot().toString(),
                        "REGISTRAR_DATA_DIR",
                        folder.resolve("data").toString()))) {
            String start = registrar.process().outLine().replaceFirst("^.* at (?=http)", "");
            Tab tab = CHROMIUM.tab();

            tab.size(1000, 900, 1, false).open(start);
            assertThat(tab.text()).contains("Set up Registrar", "Name of the App");
            Pictures.keep(tab.light().size(1000, 900, 1, false), "set-up.webp");
            looksRight(tab.open(start + "0"), "the refusal of a wrong token");
            assertThat(tab.text()).contains("The token is missing or wrong");
            tab.open(start);
            tab.type("#organization", "a b");
            tab.type("#address", registrar.url("").toString());
            tab.follow("button");
            assertThat(tab.text()).contains("not a name that GitHub allows");
            looksRight(tab, "the form with a fault");

            tab.type("#organization", "acme");
            tab.follow("button");
            assertThat(tab.text()).contains("Register the App", "checks write", "acme", "To change something, go back");
            looksRight(tab, "the confirmation");

            tab.follow("button:text(Create the App on GitHub)");
            assertThat(tab.address()).contains("/setup/registered?code=");
            assertThat(tab.text()).contains("is registered", "export GITHUB_APP_ID=", "kubectl", "aws secretsmanager");
            looksRight(tab, "the credentials");
            assertThat(tab.evaluate("document.querySelector('a.go').href").asText())
                    .endsWith("/installations/new");
            assertThat(tab.complaints())
                    .as("but for the form with a fault, and the wrong token")
                    .allMatch(complaint -> (complaint.contains("400") && complaint.endsWith("/setup"))
                            || (complaint.contains("403") && complaint.endsWith("0")));

            String credentials = tab.address();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class) // between the two servers nobody listens
                    .until(() -> registrar.get("/readyz").statusCode() == 200);
            assertThat(tab.open(credentials).text()).doesNotContain("GITHUB_APP_PRIVATE_KEY=");
            assertThat(tab.open(start).text()).doesNotContain("Name of the App");
            looksRight(tab, "the set-up page that is over");

            firstPullRequest(CHROMIUM.tab(), github);
            dashboard(CHROMIUM.tab(), registrar);
        }
    }

    /** The sandbox has installed the App by itself. */
    private static void firstPullRequest(Tab tab, SandboxGitHub github) {
        tab.open(github.url().toString());
        tab.click("button.suggestion:text(Open a pull request with faults)");
        tab.awaitElement("textarea");
        tab.click("main button.primary");
        tab.awaitText("faults to repair");
    }

    private static void dashboard(Tab tab, ServedProcess registrar) {
        tab.open(registrar.url("/registries").toString());
        assertThat(tab.address()).endsWith("/sign-in?to=%2Fregistries");
        looksRight(tab, "the sign-in");
        tab.follow("a:text(Sign in with GitHub)");
        looksRight(tab, "the choice of a person");
        tab.follow("a:text(paula)");

        assertThat(tab.address()).endsWith("/registries");
        assertThat(tab.text()).contains("paula", "8 of 8 registries");
        looksRight(tab, "the dashboard of somebody who signed in");
        assertThat(tab.open(registrar.url("/trends").toString()).text())
                .contains("or catalog and AWS were not compared");
        tab.follow("button:text(Sign out)");
        assertThat(tab.address()).endsWith("/sign-in");

        tab.open(registrar.url("/sign-in/callback?code=c&state=s").toString());
        assertThat(tab.text()).contains("did not come to an end");
        looksRight(tab, "the sign-in that failed");
    }

    private static void looksRight(Tab tab, String page) {
        Accessibility.holdsWithKeyboard(tab.light().desktop(), page);
        Accessibility.holds(tab.dark().phone(), page + ", dark, on a phone");
        assertThat(tab.sticksOut()).as(page + " on a phone").isEmpty();
        tab.light().desktop();
    }
}
