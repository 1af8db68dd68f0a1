package dev.registrar.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be known of the page without opening it. */
final class PageFilesTest {
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export) [^;]*?from '([^']+)';");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"(/[^\"]+)\"");
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
    private static final Pattern MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");

    /** Ways past Preact's escaping and past DOMPurify's nodes. */
    private static final Pattern RAW_MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write|\\beval\\(|"
                    + "new Function|srcdoc|setHTMLUnsafe|createContextualFragment");

    @Test
    void page_asShipped_findsEveryFileItNames() {
        String index = PageFiles.index();
        List<String> missing = new ArrayList<>();
        Stream.concat(all(LINKED, 1, index), all(MAPPED, 2, index))
                .filter(name -> !PageFiles.exists(name))
                .forEach(missing::add);
        List<String> mapped = all(MAPPED, 1, index).toList();
        for (Path script : scripts()) {
            all(IMPORT, 1, read(script))
                    .filter(name -> !mapped.contains(name) && !PageFiles.exists(name))
                    .forEach(name -> missing.add(script.getFileName() + " → " + name));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void policy_asShipped_allowsTheImportMapAndNoOtherInlineScript() throws NoSuchAlgorithmException {
        String index = PageFiles.index();
        Matcher map = MAP.matcher(index);
        assertThat(map.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(UTF_8));
        assertThat(index)
                .contains("default-src 'none'; script-src 'self' 'sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "';")
                .doesNotContain("unsafe-");
    }

    @Test
    void scripts_asShipped_neverMakeMarkupFromText() {
        assertThat(scripts())
                .isNotEmpty()
                .allSatisfy(script -> assertThat(read(script)).doesNotContainPattern(RAW_MARKUP));
    }

    private static Stream<String> all(Pattern pattern, int group, String text) {
        return pattern.matcher(text).results().map(match -> match.group(group));
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(PageFiles.folder().resolve("js"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
