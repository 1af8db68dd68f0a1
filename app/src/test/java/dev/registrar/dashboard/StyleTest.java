package dev.registrar.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WCAG 2.2, success criteria 1.4.3 (text, 4.5 to 1) and 1.4.11 (marks in pictures, 3 to 1), in light and dark. */
class StyleTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{3,6});");

    private static String style() throws IOException {
        try (InputStream in = StyleTest.class.getResourceAsStream("/dashboard/style.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ink, bg, 4.5",
        "ink, surface, 4.5",
        "ink, warn-soft, 4.5",
        "muted, bg, 4.5",
        "muted, surface, 4.5",
        "accent, bg, 4.5",
        "accent, surface, 4.5",
        "accent-ink, accent, 4.5",
        "good, good-soft, 4.5",
        "bad, bad-soft, 4.5",
        "warn, warn-soft, 4.5",
        "calm, calm-soft, 4.5",
        "good, surface, 3",
        "bad, surface, 3",
        "calm, surface, 3",
        "waiting, surface, 3",
    })
    void contrast_isEnough(String front, String back, double least) throws IOException {
        String style = style();
        int dark = style.indexOf("@media (prefers-color-scheme: dark)");
        Map<String, String> light = colours(style.substring(0, dark));
        Map<String, String> atNight = new HashMap<>(light);
        atNight.putAll(colours(style.substring(dark)));

        assertThat(contrast(light, front, back)).as("light").isGreaterThanOrEqualTo(least);
        assertThat(contrast(atNight, front, back)).as("dark").isGreaterThanOrEqualTo(least);
    }

    @Test
    void style_loadsNothingFromElsewhere_andKeepsTheFocusVisible() throws IOException {
        assertThat(style()).doesNotContain("url(", "@import").contains(":focus-visible", "prefers-contrast");
    }

    private static Map<String, String> colours(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher found = COLOUR.matcher(css);
        while (found.find()) {
            colours.put(found.group(1), found.group(2));
        }
        return colours;
    }

    private static double contrast(Map<String, String> colours, String one, String other) {
        double a = luminance(Objects.requireNonNull(colours.get(one), one));
        double b = luminance(Objects.requireNonNull(colours.get(other), other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String digits = colour.length() == 4 ? colour.substring(1).replaceAll("(.)", "$1$1") : colour.substring(1);
        return 0.2126 * channel(digits, 0) + 0.7152 * channel(digits, 2) + 0.0722 * channel(digits, 4);
    }

    private static double channel(String digits, int at) {
        double value = Integer.parseInt(digits.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
