package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** Organizations, teams, people, and what they may. */
final class OrganizationRoutes {
    private static final Access MEMBERS = new Access(Access.Who.USERS, "members", false, Role.NONE);

    private final Core core;
    private final World world;

    OrganizationRoutes(Core core) {
        this.core = core;
        this.world = core.world();
    }

    void addTo(Router router) {
        router.add("GET", "/user", Access.users(), this::self);
        router.add("GET", "/user/orgs", Access.users(), this::ownOrganizations);
        router.add(
                "GET",
                "/users/{username}",
                Access.users(),
                call -> Reply.ok(core.accounts().fullUser(user(call))));
        router.add(
                "GET",
                "/orgs/{org}",
                Access.users(),
                call -> Reply.ok(core.accounts().fullOrganization(organization(call))));
        router.add("GET", "/orgs/{org}/members/{username}", MEMBERS, this::isMember);
        router.add("GET", "/orgs/{org}/memberships/{username}", MEMBERS, this::membership);
        router.add(
                "GET",
                "/orgs/{org}/teams",
                MEMBERS,
                call -> call.page(List.copyOf(organization(call).teams.values()), core.accounts()::team));
        // Teams also answer under their ids, which is what their own address names.
        for (String team : List.of("/orgs/{org}/teams/{team_slug}", "/organizations/{org_id}/team/{team_id}")) {
            router.add("GET", team, MEMBERS, this::team);
            router.add("GET", team + "/members", MEMBERS, this::teamMembers);
            router.add("GET", team + "/memberships/{username}", MEMBERS, this::teamMembership);
        }
        router.add("PUT", "/orgs/{org}/teams/{team_slug}/memberships/{username}", Access.users(), this::join);
        router.add("DELETE", "/orgs/{org}/teams/{team_slug}/memberships/{username}", Access.users(), this::leave);
        router.add(
                "GET",
                "/repos/{owner}/{repo}/collaborators/{username}/permission",
                Access.read("metadata"),
                this::permission);
    }

    private Reply self(Call call) {
        if (call.viaApp()) {
            throw ApiError.forbidden("Resource not accessible by integration");
        }
        return Reply.ok(core.accounts().fullUser(call.user()));
    }

    private Reply ownOrganizations(Call call) {
        User user = call.user();
        return call.page(
                world.organizations.values().stream()
                        .filter(organization -> organization.isMember(user))
                        .toList(),
                core.accounts()::organization);
    }

    private Organization organization(Call call) {
        Organization organization = world.organization(call.path("org"));
        if (organization == null) {
            throw ApiError.notFound();
        }
        return organization;
    }

    private Organization.Team teamOf(Call call) {
        if (call.hasPath("team_id")) {
            return teamById(call.id("org_id"), call.id("team_id"));
        }
        Organization.Team team = organization(call).teams.get(call.path("team_slug"));
        if (team == null) {
            throw ApiError.notFound();
        }
        return team;
    }

    private Organization.Team teamById(long organization, long id) {
        return world.organizations.values().stream()
                .filter(candidate -> candidate.id == organization)
                .flatMap(found -> found.teams.values().stream())
                .filter(team -> team.id == id)
                .findFirst()
                .orElseThrow(ApiError::notFound);
    }

    private User user(Call call) {
        User user = world.user(call.path("username"));
        if (user == null) {
            throw ApiError.notFound();
        }
        return user;
    }

    private Reply isMember(Call call) {
        if (organization(call).isMember(user(call))) {
            return Reply.empty(204);
        }
        throw ApiError.notFound();
    }

    private Reply membership(Call call) {
        Organization organization = organization(call);
        User user = user(call);
        Organization.Membership membership = organization.members.get(user.id());
        if (membership == null) {
            throw ApiError.notFound();
        }
        String api = core.links().api("/orgs/" + organization.login);
        return Reply.ok(Json.fields()
                .add("url", api + "/memberships/" + user.login())
                .add("state", membership.active() ? "active" : "pending")
                .add("role", membership.role())
                .add("organization_url", api)
                .add("user", core.accounts().user(user))
                .add("organization", core.accounts().organization(organization))
                .node());
    }

    private Reply team(Call call) {
        Organization.Team team = teamOf(call);
        long members = members(team).size();
        ObjectNode shape = core.accounts()
                .team(team)
                .put("members_count", members)
                .put(
                        "repos_count",
                        world.repos.values().stream()
                                .filter(repo -> repo.teams.containsKey(team.id))
                                .count())
                .put("created_at", Json.time(team.createdAt))
                .put("updated_at", Json.time(team.createdAt));
        shape.set("organization", core.accounts().fullOrganization(team.organization));
        return Reply.ok(shape);
    }

    private List<User> members(Organization.Team team) {
        return world.users.values().stream()
                .filter(user -> {
                    Organization.Membership membership = team.membership(user);
                    return membership != null && membership.active();
                })
                .sorted(Comparator.comparingLong(User::id))
                .toList();
    }

    private Reply teamMembers(Call call) {
        return call.page(members(teamOf(call)), core.accounts()::user);
    }

    private Reply teamMembership(Call call) {
        Organization.Team team = teamOf(call);
        User user = user(call);
        Organization.Membership membership = team.membership(user);
        if (membership == null) {
            throw ApiError.notFound();
        }
        return Reply.ok(membershipShape(team, membership));
    }

    private ObjectNode membershipShape(Organization.Team team, Organization.Membership membership) {
        return Json.fields()
                .add(
                        "url",
                        core.links()
                                .api("/organizations/" + team.organization.id + "/team/" + team.id + "/memberships/"
                                        + membership.user().login()))
                .add("role", membership.role())
                .add("state", membership.active() ? "active" : "pending")
                .node();
    }

    private Reply join(Call call) {
        Organization.Team team = ownersOnly(call);
        User user = user(call);
        Organization.Membership membership = new Organization.Membership(
                user,
                call.has("role") ? String.valueOf(call.text("role")) : "member",
                team.organization.isMember(user));
        team.members.put(user.id(), membership);
        return Reply.ok(membershipShape(team, membership));
    }

    private Reply leave(Call call) {
        ownersOnly(call).members.remove(user(call).id());
        return Reply.empty(204);
    }

    private Organization.Team ownersOnly(Call call) {
        Organization.Team team = teamOf(call);
        if (!team.organization.isOwner(call.user())) {
            throw ApiError.forbidden("Must have admin rights to Organization.");
        }
        return team;
    }

    private Reply permission(Call call) {
        User user = user(call);
        Role role = call.repo().roleOf(user);
        ObjectNode account = core.accounts().user(user).put("role_name", role.roleName());
        account.set("permissions", Shapes.permissions(role));
        return Reply.ok(Json.fields()
                .add("permission", role.legacyName())
                .add("role_name", role.roleName())
                .add("user", account)
                .node());
    }
}
