package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.browser.Accessibility;
import dev.registrar.browser.InChromium;
import dev.registrar.browser.Pictures;
import dev.registrar.browser.Tab;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sandbox's page, as a new user finds it. */
@Timeout(180)
class SandboxPageTest {
    private static final String REPOSITORY = "#/r/" + Acme.REPOSITORY;

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @RegisterExtension
    final Acme acme = new Acme();

    @Test
    void proposedPullRequest_openedAsAna_failsBeforeHerEyes() throws IOException {
        Tab tab = home();
        tab.choose("#person", "ana");
        Pictures.keep(tab, "sandbox.webp");
        looksRight(tab, "home");

        tab.click("button.suggestion:text(Open a pull request with faults)");
        tab.awaitElement("textarea");
        looksRight(tab, "the editor");
        tab.click("main button.primary");

        tab.awaitText("faults to repair");
        tab.awaitElement(".check-lines .is-failure");
        assertThat(tab.address()).contains("/pull/");
        assertThat(tab.text()).contains("Ana", "registrar/naming", "metadata.id");
        String pull = tab.address();
        Pictures.keep(tab, "pull-request.webp");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('.table-frame')].every((e) => e.scrollWidth <= e.clientWidth)")
                        .asBoolean())
                .as("tables of the comment fit a desk")
                .isTrue();
        looksRight(tab, "the pull request");
        for (String part : new String[] {"/checks", "/files", "/commits"}) {
            tab.open(pull + part);
            tab.awaitElement("main .card, main .checks, main table");
            looksRight(tab, "the pull request's " + part);
        }
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void fix_pressedAsAna_repairsBeforeHerEyes() {
        Tab tab = home();
        tab.click("button.suggestion:text(Open a pull request with faults)");
        tab.awaitElement("textarea");
        tab.click("main button.primary");
        tab.awaitText("5 faults to repair");

        tab.open(tab.address() + "/checks");
        tab.click("main .check-buttons button:text(Fix)");

        tab.awaitText("2 needs action, 6 passed");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void proposedRequest_openedAsAna_isAnswered() throws IOException {
        Tab tab = home();

        tab.click("button.suggestion:text(Ask for a registry)");
        tab.awaitElement("main form");
        looksRight(tab, "the request form");
        tab.click("main form button.primary");

        tab.awaitText("REGISTRY_");
        tab.evaluate("document.querySelector('.said-bot').scrollIntoView({ behavior: 'instant' })");
        Pictures.keep(tab, "request.webp");
        looksRight(tab, "the request");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void request_approvedAsPaula_isCommitted_andItsLongLinesScrollWithinTheirFrames() {
        Tab tab = home();
        tab.click("button.suggestion:text(Ask for a registry)");
        tab.click("main form button.primary");
        tab.awaitText("REGISTRY_");

        tab.open(acme.github().url().toString());
        tab.click("button.suggestion:text(Approve it)");
        tab.awaitElement("main textarea");
        tab.click("main button.primary:text(Comment)");
        tab.awaitText("is in the catalog");

        tab.open(acme.github().url().resolve("/" + REPOSITORY + "/commits").toString());
        tab.awaitText("Registrar-Audit:");
        looksRight(tab, "the commits");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void otherViews_areAccessible() {
        Tab tab = home();
        for (String view :
                new String[] {REPOSITORY, REPOSITORY + "/pulls", REPOSITORY + "/issues", "#/webhooks", "#/nowhere"}) {
            tab.open(acme.github().url().resolve("/" + view).toString());
            tab.awaitElement("main h1");
            looksRight(tab, view);
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private Tab home() {
        Tab tab = CHROMIUM.tab().open(acme.github().url().toString());
        tab.awaitText("See Registrar at work");
        tab.awaitElement("main ul.lines a");
        return tab;
    }

    private static void looksRight(Tab tab, String view) {
        Accessibility.holdsWithKeyboard(tab, view);
        Accessibility.holds(tab.dark(), view + ", dark");
        Accessibility.holds(tab.phone(), view + ", dark, on a phone");
        assertThat(tab.sticksOut()).as(view + " on a phone").isEmpty();
        assertThat(tab.evaluate("[...document.querySelectorAll('.tabs')].every((e) => e.scrollWidth <= e.clientWidth)")
                        .asBoolean())
                .as("all tabs of " + view + " are seen on a phone")
                .isTrue();
        tab.light().desktop();
    }
}
