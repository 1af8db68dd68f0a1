package dev.registrar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manual says can be followed: links, files, settings and snippets. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(<?([^)\\s>]+)>?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    /** Others that begin with GITHUB are those of GitHub's own workflows. */
    private static final Pattern SETTING =
            Pattern.compile("\\b(?:REGISTRAR|WEBHOOK|GITHUB_(?:API|APP|CLIENT|WEBHOOK))_[A-Z][A-Z_]*[A-Z]\\b");

    private static final int LARGEST_IMAGE = 150_000;

    @Test
    void links_leadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : matches(LINK, withoutFences(text(page)))) {
                String target = link.group(1);
                if (!target.matches("(https?:|mailto:).*") && !leadsSomewhere(page, target)) {
                    broken.add(page + " → " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void images_areSmall_andSayWhatTheyShow() throws IOException {
        for (Path image : files("docs/images", ".webp")) {
            assertThat(Files.size(image)).as(image.toString()).isLessThan(LARGEST_IMAGE);
        }
        for (Path page : pages()) {
            assertThat(text(page)).as(page.toString()).doesNotContain("![](");
        }
    }

    @Test
    void settings_areOnesThatTheProgramKnows() {
        Set<String> known = files("app/src/main/java", ".java").stream()
                .flatMap(file -> matches(SETTING, text(file)).stream())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(known.stream().map(name -> name + "_FILE").toList());
        for (Path page : pages()) {
            assertThat(matches(SETTING, text(page)).stream().map(MatchResult::group))
                    .as(page.toString())
                    .isSubsetOf(known);
        }
    }

    @Test
    void configurations_inSnippets_areValid() {
        int seen = 0;
        for (Path page : pages()) {
            if (page.endsWith("rules.md")) {
                continue; // its examples are meant to fail, and are judged by `policy test`
            }
            for (MatchResult fence : matches(FENCE, text(page))) {
                if (fence.group(1).equals("yaml") && fence.group(2).startsWith("version: 1\n")) {
                    assertThat(ConfigurationReader.read(fence.group(2).getBytes(StandardCharsets.UTF_8)))
                            .as(page + "\n" + fence.group(2))
                            .isInstanceOf(ConfigurationRead.Valid.class);
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || !file.toString().endsWith(".md")
                || anchors(text(file)).contains(parts[1]);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading : matches(HEADING, withoutFences(text))) {
            anchors.add(heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    private static String withoutFences(String text) {
        return FENCE.matcher(text).replaceAll("");
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().toList();
    }

    private static List<Path> pages() {
        return Stream.of(
                        Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                        files("docs", ".md").stream(),
                        files(".github", ".md").stream())
                .flatMap(paths -> paths)
                .toList();
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
