package dev.registrar.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Basics of WCAG 2.2 that a machine can judge on a rendered page: language, title, headings and landmark; names of all that
 * can be operated, from the tree that assistive technology gets; header cells; contrast of text; and that the Tab key
 * reaches everything, visibly.
 */
public final class Accessibility {
    private static final String RULES = rules();
    private static final int MOST_STOPS = 400;
    private static final Set<String> NAMED = Set.of(
            "button",
            "checkbox",
            "combobox",
            "DisclosureTriangle",
            "image",
            "img",
            "link",
            "listbox",
            "menuitem",
            "radio",
            "searchbox",
            "slider",
            "spinbutton",
            "switch",
            "tab",
            "textbox");

    private Accessibility() {}

    /** In the colours and at the width that the tab has now. */
    public static void holds(Tab tab, String page) {
        assertThat(faults(tab)).as("accessibility of " + page).isEmpty();
    }

    /** Walks through the page with the Tab key as well. */
    public static void holdsWithKeyboard(Tab tab, String page) {
        List<String> faults = faults(tab);
        tab.evaluate("document.activeElement?.blur()");
        int presses = 0;
        while (presses < MOST_STOPS
                && (presses == 0 || tab.evaluate("registrarCheck.left.size").asInt() > 0)) {
            tab.pressTab();
            tab.evaluate("registrarCheck.visit()");
            presses++;
        }
        tab.evaluate("registrarCheck.rest()").forEach(fault -> faults.add(fault.asText()));
        assertThat(faults).as("accessibility of " + page).isEmpty();
    }

    private static List<String> faults(Tab tab) {
        List<String> faults = new ArrayList<>();
        tab.evaluate(RULES).forEach(fault -> faults.add(fault.asText()));
        JsonNode nodes = tab.call("Accessibility.getFullAXTree", Map.of()).get("nodes");
        int mains = 0;
        for (JsonNode node : nodes) {
            String role = node.at("/role/value").asText();
            if (node.path("ignored").asBoolean()) {
                continue;
            }
            mains += role.equals("main") ? 1 : 0;
            if (NAMED.contains(role) && node.at("/name/value").asText().isBlank()) {
                faults.add("a " + role + " without a name: node " + node.path("backendDOMNodeId"));
            }
        }
        if (mains != 1) {
            faults.add(mains + " main landmarks in the accessibility tree");
        }
        return faults;
    }

    private static String rules() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/browser/accessibility.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
