package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.browser.Accessibility;
import dev.registrar.browser.InChromium;
import dev.registrar.browser.Pictures;
import dev.registrar.browser.Tab;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard as people see it: rendered, on a desk and on a phone, by day and by night, with scripts switched off. */
@Timeout(180)
class DashboardPagesTest {
    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @RegisterExtension
    final Acme acme = new Acme().withAws();

    @Test
    void everyPage_withoutScripts_isAccessible_inLightAndDark_onDeskAndPhone() throws IOException {
        int number = acme.edits("ana", Acme.adds("Payments_Refunds"));
        acme.person("ana").openIssue("Registry for refunds", "no form", "registry-request");
        String commit =
                acme.run(number, "registrar", "failure").get("details_url").asText();
        Tab tab = CHROMIUM.tab();
        tab.scripts(false);

        for (Map.Entry<String, String> page : pages(commit).entrySet()) {
            tab.light().desktop().open(page.getValue());
            Accessibility.holdsWithKeyboard(tab, page.getKey());
            Accessibility.holds(tab.dark(), page.getKey() + ", dark");
            tab.phone();
            assertThat(tab.sticksOut()).as(page.getKey() + " on a phone").isEmpty();
            assertThat(tab.evaluate("(() => { const e = document.querySelector('.top nav');"
                                    + " return e.scrollWidth <= e.clientWidth; })()")
                            .asBoolean())
                    .as("the whole navigation of " + page.getKey() + " on a phone")
                    .isTrue();
            assertThat(tab.evaluate("[...document.querySelectorAll('td')].filter((e) => e.offsetParent)"
                                    + ".some((e) => e.innerText === '–')")
                            .asBoolean())
                    .as("dashes of " + page.getKey() + " on a phone")
                    .isFalse();
            Accessibility.holds(tab.light(), page.getKey() + " on a phone");
            Accessibility.holds(tab.dark(), page.getKey() + " on a phone, dark");
        }

        assertThat(tab.complaints())
                .as("but for the page that is not there")
                .allMatch(complaint -> complaint.contains("404") && complaint.contains("name=absent"));
        Pictures.keep(tab.light().desktop().open(root()), "dashboard.png");
        Pictures.keep(tab.dark().phone().open(root() + "/registries"), "dashboard-phone.png");
    }

    @Test
    void search_withoutScripts_findsARegistry_andLeadsToItsPage() {
        Tab tab = CHROMIUM.tab();
        tab.scripts(false);

        tab.open(root()).follow("nav a:text(Registries)");
        assertThat(tab.text()).contains("8 of 8 registries");
        tab.type("main input", "ledger");
        tab.follow("main form button");
        assertThat(tab.text()).contains("1 of 8 registries").doesNotContain("search-api");
        tab.follow("main table a:text(payments-ledger)");

        assertThat(tab.address()).contains("/registry?").contains("payments-ledger");
        assertThat(tab.evaluate("document.querySelector('h1').innerText").asText())
                .isEqualTo("payments-ledger");
        assertThat(tab.text()).contains("REGISTRY_PAYMENTS_LEDGER");
    }

    private String root() {
        return acme.dashboard().toString();
    }

    private Map<String, String> pages(String commit) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("requests", "/requests");
        pages.put("registries", "/registries");
        pages.put("search without a result", "/registries?q=nothing-is-called-that");
        pages.put("one registry", "/registry?repository=acme/platform-catalog&name=payments-gateway");
        pages.put("trends", "/trends");
        pages.put("deliveries", "/deliveries");
        pages.put("a page that is not there", "/registry?repository=acme/platform-catalog&name=absent");
        pages.put("one commit", commit);
        pages.replaceAll((name, path) -> URI.create(root()).resolve(path).toString());
        return pages;
    }
}
