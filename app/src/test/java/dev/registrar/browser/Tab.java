package dev.registrar.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One page that a person looks at. It is clicked and typed into by events of mouse and keyboard. */
public final class Tab {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofMillis(25);

    private final DevTools tools;
    private final String session;
    private final AtomicInteger loaded = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int width;

    Tab(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
        tools.hears(session, this::heard);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        desktop();
        light();
    }

    private void heard(String event, JsonNode details) {
        switch (event) {
            case "Page.loadEventFired" -> loaded.incrementAndGet();
            case "Runtime.exceptionThrown" ->
                complaints.add(
                        details.at("/exceptionDetails/exception/description").asText());
            case "Log.entryAdded" -> {
                if (details.at("/entry/level").asText().equals("error")) {
                    complaints.add(details.at("/entry/text").asText() + " "
                            + details.at("/entry/url").asText());
                }
            }
            default -> {}
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /** Exceptions of scripts, refusals of the content security policy, and files that did not come. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Goes there and waits until it is loaded. */
    public Tab open(String address) {
        int before = loaded.get();
        JsonNode answer = call("Page.navigate", Map.of("url", address));
        if (answer.has("errorText")) {
            throw new AssertionError(address + ": " + answer.get("errorText").asText());
        }
        if (answer.has("loaderId")) { // otherwise it is another place of the same document
            awaitLoad(before);
        }
        return this;
    }

    /** Clicks on what leads to another document, and waits until that is loaded. */
    public void follow(String selector) {
        int before = loaded.get();
        click(selector);
        awaitLoad(before);
    }

    private void awaitLoad(int before) {
        await("the page to load").atMost(PATIENCE).pollInterval(A_MOMENT).until(() -> loaded.get() > before);
    }

    public String address() {
        return evaluate("location.href").asText();
    }

    /** The text of the page, as it is rendered. */
    public String text() {
        return evaluate("document.body.innerText").asText();
    }

    public JsonNode evaluate(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": "
                    + answer.at("/exceptionDetails/exception/description").asText());
        }
        return answer.path("result").path("value");
    }

    /** Waits until the page says this. */
    public void awaitText(String text) {
        await("“" + text + "” on the page")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::text, shown -> shown.contains(text));
    }

    public void awaitElement(String selector) {
        await(selector)
                .atMost(PATIENCE)
                .pollInterval(A_MOMENT)
                .until(() -> evaluate("!!" + element(selector)).asBoolean());
    }

    /** In the middle of the first element that fits; a selector may end with {@code :text(words)}. */
    public void click(String selector) {
        awaitElement(selector);
        JsonNode place = evaluate("(() => { const it = " + element(selector)
                + "; it.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = it.getBoundingClientRect();"
                + " return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", place.get("x"), "y", place.get("y"), "button", "left", "clickCount", 1));
        }
    }

    /** Instead of what stands in the field. */
    public void type(String selector, String text) {
        awaitElement(selector);
        evaluate("(() => { const it = " + element(selector) + "; it.focus(); it.select(); })()");
        if (text.isEmpty()) {
            press("Delete", 46);
        } else {
            call("Input.insertText", Map.of("text", text));
        }
    }

    /** Chooses in a list. */
    public void choose(String selector, String value) {
        awaitElement(selector);
        evaluate("(() => { const it = " + element(selector) + "; it.value = " + quoted(value)
                + "; it.dispatchEvent(new Event('input', { bubbles: true }));"
                + " it.dispatchEvent(new Event('change', { bubbles: true })); })()");
    }

    private static String element(String selector) {
        int words = selector.indexOf(":text(");
        if (words < 0) {
            return "document.querySelector(" + quoted(selector) + ")";
        }
        String text = selector.substring(words + 6, selector.length() - 1);
        return "[...document.querySelectorAll(" + quoted(selector.substring(0, words))
                + ")].find((e) => e.textContent.includes(" + quoted(text) + "))";
    }

    static String quoted(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public void pressTab() {
        press("Tab", 9);
    }

    private void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    public void scripts(boolean run) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    public Tab light() {
        return scheme("light");
    }

    public Tab dark() {
        return scheme("dark");
    }

    private Tab scheme(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    public Tab desktop() {
        return size(1280, 900, 1, false);
    }

    /** A small telephone of today. */
    public Tab phone() {
        return size(360, 760, 2, true);
    }

    public Tab size(int width, int height, int scale, boolean mobile) {
        this.width = width;
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
        return this;
    }

    /** By how many pixels the page is wider than the screen, and what sticks out. */
    public List<String> sticksOut() {
        List<String> found = new ArrayList<>();
        evaluate("(() => { const d = document.documentElement, screen = " + width + ";"
                        + " if (d.scrollWidth <= screen) return [];"
                        + " return [`${d.scrollWidth} px`, ...[...document.body.querySelectorAll('*')]"
                        + " .map((e) => [e.getBoundingClientRect().right, e]).filter(([right]) => right > screen + 1)"
                        + " .sort(([a], [b]) => b - a)"
                        + " .map(([right, e]) => `${right}: ${e.outerHTML.slice(0, 90)}`)].slice(0, 6); })()")
                .forEach(one -> found.add(one.asText()));
        return found;
    }

    /** What is seen, as PNG or WebP by the name's ending. */
    public void screenshot(Path file) throws IOException {
        boolean webp = file.toString().endsWith(".webp");
        Map<String, Object> wanted =
                webp ? Map.of("format", "webp", "quality", 82) : Map.of("format", "png", "optimizeForSpeed", false);
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot", wanted)
                                .get("data")
                                .asText()));
    }
}
