package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** The sandbox's own addresses, for the page and for tests; GitHub has nothing like them. */
final class SandboxRoutes {
    static final String PREFIX = "/_sandbox";

    private final World world;
    private final WebhookSender sender;
    private final CheckRoutes checks;

    SandboxRoutes(Core core, CheckRoutes checks) {
        this.world = core.world();
        this.sender = core.sender();
        this.checks = checks;
    }

    void addTo(Router router) {
        router.add("GET", PREFIX + "/world", Access.anyone(), call -> Reply.ok(world()));
        router.add("GET", PREFIX + "/deliveries", Access.anyone(), this::deliveries);
        router.add("GET", PREFIX + "/actions/{sha}", Access.anyone(), call -> Reply.ok(actions(call.path("sha"))));
        router.add("POST", PREFIX + "/check-runs/{check_run_id}/actions/{identifier}", Access.users(), checks::press);
    }

    private ObjectNode world() {
        App app = world.app;
        URI dashboard = world.dashboard;
        List<User> people = world.users.values().stream()
                .filter(user -> !user.bot())
                .sorted(Comparator.comparingLong(User::id))
                .toList();
        return Json.fields()
                .add("version", world.version())
                .add("app", Json.object("slug", app == null ? null : app.slug, "installed", app != null))
                .add("dashboard", dashboard == null ? null : dashboard.toString())
                .add("people", Json.array(people, this::person))
                .add("repositories", Json.array(world.repos.values(), SandboxRoutes::repository))
                .node();
    }

    /** The buttons of a commit's check runs by their ids; GitHub shows them and does not tell of them over REST. */
    private ObjectNode actions(String sha) {
        ObjectNode byRun = Json.object();
        world.repos.values().stream()
                .flatMap(Repo::runs)
                .filter(run -> run.suite.headSha.equals(sha) && !run.actions.isEmpty())
                .forEach(run -> byRun.set(String.valueOf(run.id), run.actions.deepCopy()));
        return byRun;
    }

    private ObjectNode person(User user) {
        List<String> teams = world.organizations.values().stream()
                .flatMap(organization -> organization.teams.values().stream())
                .filter(team -> {
                    Organization.Membership membership = team.membership(user);
                    return membership != null && membership.active();
                })
                .map(team -> team.slug)
                .toList();
        return Json.fields()
                .add("login", user.login())
                .add("name", user.name())
                .add("id", user.id())
                .add("role", role(user))
                .add("teams", teams)
                .add("blurb", user.blurb())
                .node();
    }

    private String role(User user) {
        String role = "outsider";
        for (Organization organization : world.organizations.values()) {
            if (organization.isOwner(user)) {
                return "owner";
            }
            if (organization.isMember(user)) {
                role = "member";
            }
        }
        return role;
    }

    private static ObjectNode repository(Repo repo) {
        String hint = repo.parent != null ? "fork" : repo.name.contains("infra") ? "infra" : "catalog";
        return Json.fields()
                .add("full_name", repo.fullName())
                .add("role_hint", hint)
                .add("default_branch", repo.defaultBranch)
                .add("description", repo.description)
                .node();
    }

    private Reply deliveries(Call call) {
        int limit = Math.max(1, Math.min(1000, call.integer("limit", 50)));
        return Reply.ok(Json.array(sender.recent().stream().limit(limit).toList(), SandboxRoutes::delivery));
    }

    private static JsonNode delivery(Delivery delivery) {
        Delivery.Outcome outcome = delivery.outcome();
        return Json.fields()
                .add("id", delivery.id())
                .add("guid", delivery.guid())
                .add("event", delivery.event())
                .add("action", delivery.action())
                .add("redelivery", delivery.redelivery())
                .add("status", outcome == null ? "pending" : outcome.status())
                .add("status_code", outcome == null ? null : outcome.code())
                .add("ms", outcome == null ? null : outcome.millis())
                .add("delivered_at", outcome == null ? null : outcome.at())
                .add("repository", delivery.repository())
                .add("number", delivery.number())
                .node();
    }
}
