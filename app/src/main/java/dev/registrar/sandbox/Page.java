package dev.registrar.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The web page, from the class path; every address that is no file of it shows the page itself. */
final class Page {
    private static final String ROOT = "/sandbox/web/";
    /** Libraries of the page come in their own jars, where the servlet specification has web resources. */
    private static final String LIBRARIES = "webjars/";

    private static final String LIBRARY_ROOT = "/META-INF/resources/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2");

    private Page() {}

    static Reply at(String path) {
        String file = path.replaceFirst("^/+", "");
        if (file.contains("..")) {
            return Reply.error(ApiError.notFound());
        }
        boolean library = file.startsWith(LIBRARIES);
        Reply found = file((library ? LIBRARY_ROOT : ROOT) + file);
        if (found == null && !library) {
            found = file(ROOT + "index.html");
        }
        return found == null ? Reply.error(ApiError.notFound()) : found;
    }

    private static @Nullable Reply file(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return in == null ? null : Reply.raw(in.readAllBytes(), type).with("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
