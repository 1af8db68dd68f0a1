package dev.registrar.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the App may do on GitHub, and which events it gets: {@code app-manifest.yml}.
 *
 * @param permissions name to {@code read} or {@code write}
 */
public record AppManifest(String name, String description, Map<String, String> permissions, List<String> events) {
    /** Where people are sent back to who sign in to the dashboard; GitHub wants it word for word. */
    private static final String SIGNED_IN = "/sign-in/callback";

    private static final String RESOURCE = "/app-manifest.yml";

    public AppManifest {
        permissions = new LinkedHashMap<>(permissions);
        events = List.copyOf(events);
    }

    /** The one that is built in. */
    public static AppManifest builtIn() {
        try (InputStream in = AppManifest.class.getResourceAsStream(RESOURCE)) {
            JsonNode tree = new YAMLMapper().readTree(Objects.requireNonNull(in, RESOURCE));
            Map<String, String> permissions = new LinkedHashMap<>();
            tree.path("default_permissions")
                    .properties()
                    .forEach(entry ->
                            permissions.put(entry.getKey(), entry.getValue().asText()));
            List<String> events = new ArrayList<>();
            tree.path("default_events").forEach(event -> events.add(event.asText()));
            return new AppManifest(
                    tree.path("name").asText(), tree.path("description").asText(), permissions, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What GitHub's manifest flow is given (GitHub, "Registering a GitHub App from a manifest").
     *
     * @param address where Registrar is reached from outside
     * @param hook where deliveries go
     * @param back where GitHub sends the browser with the code
     */
    String json(String appName, String address, String hook, String back) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("name", appName);
        manifest.put("url", address);
        manifest.put("description", description);
        manifest.put("public", false);
        manifest.put("hook_attributes", Map.of("url", hook, "active", true));
        manifest.put("redirect_url", back);
        manifest.put("callback_urls", List.of(address + SIGNED_IN));
        manifest.put("request_oauth_on_install", false);
        manifest.put("default_permissions", permissions);
        manifest.put("default_events", events);
        return Json.object(manifest);
    }

    /**
     * GitHub's form for a new App, filled in (GitHub, "Registering a GitHub App using URL parameters").
     *
     * @param github where people see GitHub, without a slash at the end
     * @param organization who is to own the App; empty: the person who fills in the form
     * @param address where Registrar is reached from outside; empty: the hook's address is left to fill in
     */
    String registration(String github, Optional<String> organization, Optional<URI> address) {
        StringBuilder url = new StringBuilder(github)
                .append(organization
                        .map(name -> "/organizations/" + encoded(name))
                        .orElse(""))
                .append("/settings/apps/new");
        url.append("?name=").append(encoded(name));
        parameter(url, "description", description);
        parameter(url, "public", "false");
        parameter(url, "webhook_active", "true");
        address.ifPresent(root -> {
            parameter(url, "url", root.toString());
            parameter(url, "webhook_url", root + WebhookRoute.PATH);
        });
        permissions.forEach((permission, level) -> parameter(url, permission, level));
        events.forEach(event -> parameter(url, "events[]", event));
        return url.toString();
    }

    private static void parameter(StringBuilder url, String name, String value) {
        url.append('&').append(encoded(name)).append('=').append(encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
