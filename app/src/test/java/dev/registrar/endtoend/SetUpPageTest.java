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

/** The way from no credentials to an App, clicked through in a real browser. */
@Timeout(180)
class SetUpPageTest {
    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @TempDir
    Path folder;

    @Test
    void formFilledIn_leadsThroughGitHub_toTheCredentials_once() throws Exception {
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
            tab.type("#organization", "a b");
            tab.type("#address", registrar.url("").toString());
            tab.follow("button");
            assertThat(tab.text()).contains("not a name that GitHub allows");
            looksRight(tab, "the form with a fault");

            tab.type("#organization", "acme");
            tab.follow("button");
            assertThat(tab.text()).contains("Register the App", "checks write", "acme");
            looksRight(tab, "the confirmation");

            tab.follow("button:text(Create the App on GitHub)");
            assertThat(tab.address()).contains("/setup/registered?code=");
            assertThat(tab.text()).contains("is registered", "export GITHUB_APP_ID=", "kubectl", "aws secretsmanager");
            looksRight(tab, "the credentials");
            assertThat(tab.evaluate("document.querySelector('a.go').href").asText())
                    .endsWith("/installations/new");
            assertThat(tab.complaints())
                    .as("but for the form with a fault")
                    .allMatch(complaint -> complaint.contains("400") && complaint.endsWith("/setup"));

            String credentials = tab.address();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class) // between the two servers nobody listens
                    .until(() -> registrar.get("/readyz").statusCode() == 200);
            assertThat(tab.open(credentials).text()).doesNotContain("GITHUB_APP_PRIVATE_KEY=");
            assertThat(tab.open(start).text()).doesNotContain("Name of the App");
        }
    }

    private static void looksRight(Tab tab, String page) {
        Accessibility.holdsWithKeyboard(tab.light().desktop(), page);
        Accessibility.holds(tab.dark().phone(), page + ", dark, on a phone");
        assertThat(tab.sticksOut()).as(page + " on a phone").isEmpty();
        tab.light().desktop();
    }
}
