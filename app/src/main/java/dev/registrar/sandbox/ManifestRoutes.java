package dev.registrar.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Registration from a manifest: a form comes in, the browser is sent back with a code, and the code is exchanged for
 * credentials. Where GitHub asks the person to confirm, the sandbox takes it as confirmed.
 */
final class ManifestRoutes {
    /** How the address ends that the form is sent to, for a person and for an organization alike. */
    static final String NEW_APP = "/settings/apps/new";

    /** GitHub gives one hour for all of it. */
    private static final Duration CODE_LIFE = Duration.ofHours(1);

    private record Submitted(URI webhookTarget, Instant until) {}

    private final Core core;
    private final World world;
    private final AppRegistration registration;
    private final Map<String, Submitted> codes = new ConcurrentHashMap<>();

    ManifestRoutes(Core core, AppRegistration registration) {
        this.core = core;
        this.world = core.world();
        this.registration = registration;
    }

    void addTo(Router router) {
        router.add("POST", "/app-manifests/{code}/conversions", Access.anyone(), this::convert);
    }

    /** The form was sent: back to where the manifest says, with a code. */
    Reply submit(@Nullable String manifest, @Nullable String state) {
        JsonNode wanted = parsed(manifest);
        String redirect = Json.string(wanted, "redirect_url");
        URI target = address(Json.string(wanted.path("hook_attributes"), "url"));
        if (redirect == null || target == null || !Json.has(wanted, "url")) {
            return Reply.error(ApiError.invalid("The manifest needs url, redirect_url and hook_attributes.url"));
        }
        String code = registration.secret();
        codes.put(code, new Submitted(target, world.now().plus(CODE_LIFE)));
        String back = redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code
                + (state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        return Reply.empty(302).with("Location", back);
    }

    private static @Nullable URI address(@Nullable String text) {
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static JsonNode parsed(@Nullable String manifest) {
        try {
            return manifest == null ? Json.object() : Json.MAPPER.readTree(manifest);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    /** A code works once. */
    private Reply convert(Call call) {
        Submitted submitted = codes.remove(call.path("code"));
        if (submitted == null || !world.now().isBefore(submitted.until())) {
            throw ApiError.notFound();
        }
        if (world.app != null) {
            throw ApiError.invalid("Name is already taken");
        }
        AppRegistration.Registered registered = registration.register(submitted.webhookTarget());
        App app = registered.app();
        return Reply.created(core.accounts()
                .app(app)
                .put("client_secret", app.clientSecret)
                .put("webhook_secret", app.webhookSecret)
                .put("pem", registered.pem()));
    }
}
