package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The App itself: its installation, its tokens, the deliveries of its hook. */
final class AppRoutes {
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Core core;
    private final World world;
    private final SecureRandom random = new SecureRandom();

    AppRoutes(Core core) {
        this.core = core;
        this.world = core.world();
    }

    void addTo(Router router) {
        Access app = Access.theApp();
        router.add("GET", "/app", app, call -> Reply.ok(core.accounts().fullApp(world.registeredApp())));
        router.add(
                "GET",
                "/app/installations",
                app,
                call -> call.page(List.of(world.registeredApp()), core.accounts()::installation));
        router.add("GET", "/app/installations/{installation_id}", app, this::installation);
        router.add("POST", "/app/installations/{installation_id}/access_tokens", app, this::createToken);
        router.add("GET", "/repos/{owner}/{repo}/installation", app, this::ofRepository);
        router.add("GET", "/orgs/{org}/installation", app, this::ofOrganization);
        router.add("GET", "/app/hook/deliveries", app, this::deliveries);
        router.add("GET", "/app/hook/deliveries/{delivery_id}", app, this::delivery);
        router.add("POST", "/app/hook/deliveries/{delivery_id}/attempts", app, this::redeliver);
        router.add("GET", "/installation/repositories", Access.users(), this::repositories);
    }

    private Reply installation(Call call) {
        return Reply.ok(core.accounts().installation(installed(call)));
    }

    private App installed(Call call) {
        App app = world.registeredApp();
        if (call.id("installation_id") != app.installationId) {
            throw ApiError.notFound();
        }
        return app;
    }

    private Reply ofRepository(Call call) {
        App app = world.registeredApp();
        if (call.repo().organization != app.account) {
            throw ApiError.notFound();
        }
        return Reply.ok(core.accounts().installation(app));
    }

    private Reply ofOrganization(Call call) {
        App app = world.registeredApp();
        if (world.organization(call.path("org")) != app.account) {
            throw ApiError.notFound();
        }
        return Reply.ok(core.accounts().installation(app));
    }

    private Reply createToken(Call call) {
        App app = installed(call);
        Set<Long> repositories = narrowedTo(app, call.body());
        Map<String, String> permissions = permissions(call.body());
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        App.Token token = new App.Token(
                "ghs_" + app.id + "_" + HexFormat.of().formatHex(secret),
                world.now().plus(TOKEN_LIFE),
                repositories,
                permissions);
        world.tokens.put(token.value(), token);
        ObjectNode shape = Json.fields()
                .add("token", token.value())
                .add("expires_at", token.expiresAt())
                .add("permissions", permissions)
                .add("repository_selection", repositories == null ? "all" : "selected")
                .node();
        if (repositories != null) {
            shape.set(
                    "repositories",
                    Json.array(
                            world.repos.values().stream().filter(token::reaches).toList(),
                            repo -> core.accounts().repository(repo, Role.WRITE)));
        }
        return Reply.created(shape);
    }

    private @Nullable Set<Long> narrowedTo(App app, ObjectNode body) {
        if (!body.has("repositories") && !body.has("repository_ids")) {
            return null;
        }
        Set<Long> found = new HashSet<>();
        for (JsonNode name : body.path("repositories")) {
            found.add(inInstallation(app, world.repo(app.account.login, name.asText())).id);
        }
        for (JsonNode id : body.path("repository_ids")) {
            found.add(inInstallation(app, world.repo(id.asLong())).id);
        }
        return found;
    }

    private static Repo inInstallation(App app, @Nullable Repo repo) {
        if (repo == null || repo.organization != app.account) {
            throw ApiError.invalid("There is at least one repository that does not exist or is not accessible to the"
                    + " parent installation.");
        }
        return repo;
    }

    private static Map<String, String> permissions(ObjectNode body) {
        JsonNode asked = body.path("permissions");
        if (asked.isEmpty()) {
            return App.PERMISSIONS;
        }
        Map<String, String> granted = new HashMap<>();
        asked.properties().forEach(entry -> {
            String level = App.PERMISSIONS.get(entry.getKey());
            String wanted = entry.getValue().asText();
            if (level == null || (wanted.equals("write") && level.equals("read"))) {
                throw ApiError.invalid("The permissions requested are not granted to this installation.");
            }
            granted.put(entry.getKey(), wanted);
        });
        granted.put("metadata", "read");
        return granted;
    }

    private Reply repositories(Call call) {
        if (!(call.actor instanceof Actor.Installation installation)) {
            throw ApiError.forbidden("You must authenticate with an installation access token in order to list"
                    + " repositories for an installation.");
        }
        List<Repo> all = world.repos.values().stream()
                .filter(repo -> repo.organization == world.registeredApp().account
                        && installation.token().reaches(repo))
                .toList();
        return call.paged(
                all,
                30,
                items -> Json.fields()
                        .add("total_count", all.size())
                        .add("repository_selection", installation.token().repositories() == null ? "all" : "selected")
                        .add(
                                "repositories",
                                Json.array(items, repo -> core.accounts().repository(repo, Role.WRITE)))
                        .node());
    }

    private Reply deliveries(Call call) {
        int perPage = Math.max(1, Math.min(100, call.integer("per_page", 30)));
        long below = cursor(call);
        String status = call.query("status");
        List<Delivery> all = core.sender().recent().stream()
                .filter(delivery -> delivery.id() < below)
                .filter(delivery -> matches(delivery, status))
                .toList();
        List<Delivery> page = all.subList(0, Math.min(perPage, all.size()));
        Reply reply = Reply.ok(Json.array(page, Delivery::brief));
        if (page.size() == all.size()) {
            return reply;
        }
        String next =
                call.addressWith("cursor", "v1_" + page.get(page.size() - 1).id());
        return reply.with("Link", "<" + next + ">; rel=\"next\"");
    }

    private static long cursor(Call call) {
        String cursor = call.query("cursor");
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.replaceFirst("^v1_", ""));
        } catch (NumberFormatException e) {
            throw new ApiError(400, "Invalid cursor");
        }
    }

    /** One that is still under way is not listed. */
    private static boolean matches(Delivery delivery, @Nullable String status) {
        Delivery.Outcome outcome = delivery.outcome();
        if (outcome == null) {
            return false;
        }
        return status == null || outcome.failed() == status.equals("failure");
    }

    private Reply delivery(Call call) {
        Delivery delivery = core.sender().find(call.id("delivery_id"));
        if (delivery == null) {
            throw ApiError.notFound();
        }
        return Reply.ok(delivery.full(world.registeredApp().webhookTarget.toString()));
    }

    private Reply redeliver(Call call) {
        if (!core.sender().redeliver(call.id("delivery_id"))) {
            throw ApiError.notFound();
        }
        return Reply.json(202, Json.object());
    }
}
