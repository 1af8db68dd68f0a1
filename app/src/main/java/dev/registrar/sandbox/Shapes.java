package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, repositories, teams and Apps in GitHub's form. */
final class Shapes {
    /** Everyone's account began then. */
    private static final String JOINED = "2024-03-01T09:00:00Z";

    private final Links links;

    Shapes(Links links) {
        this.links = links;
    }

    Links links() {
        return links;
    }

    static String nodeId(String kind, long id) {
        byte[] raw = (kind + ":" + id).getBytes(StandardCharsets.UTF_8);
        return kind + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    @Nullable
    ObjectNode userOrNull(@Nullable User user) {
        return user == null ? null : user(user);
    }

    ObjectNode user(User user) {
        String segment = user.login().replace("[", "%5B").replace("]", "%5D");
        String html = user.bot() ? "/apps/" + user.login().replace("[bot]", "") : "/" + user.login();
        return account(user.login(), user.id(), user.bot() ? "Bot" : "User", segment, html)
                .put("site_admin", false);
    }

    ObjectNode fullUser(User user) {
        ObjectNode shape = user(user)
                .put("name", user.name())
                .put("email", user.bot() ? null : user.login() + "@acme.example")
                .put("bio", user.blurb())
                .put("public_repos", 0)
                .put("public_gists", 0)
                .put("followers", 0)
                .put("following", 0)
                .put("created_at", JOINED)
                .put("updated_at", JOINED);
        for (String untold : List.of("company", "blog", "location", "hireable", "twitter_username")) {
            shape.putNull(untold);
        }
        return shape;
    }

    private ObjectNode account(String login, long id, String type, String segment, String html) {
        String api = links.api("/users/" + segment);
        return Json.fields()
                .add("login", login)
                .add("id", id)
                .add("node_id", nodeId(type.equals("Organization") ? "O" : type.equals("Bot") ? "BOT" : "U", id))
                .add("avatar_url", links.web("/avatars/" + id))
                .add("gravatar_id", "")
                .add("url", api)
                .add("html_url", links.web(html))
                .add("followers_url", api + "/followers")
                .add("following_url", api + "/following{/other_user}")
                .add("gists_url", api + "/gists{/gist_id}")
                .add("starred_url", api + "/starred{/owner}{/repo}")
                .add("subscriptions_url", api + "/subscriptions")
                .add("organizations_url", api + "/orgs")
                .add("repos_url", api + "/repos")
                .add("events_url", api + "/events{/privacy}")
                .add("received_events_url", api + "/received_events")
                .add("type", type)
                .add("user_view_type", "public")
                .node();
    }

    ObjectNode owner(Repo repo) {
        Organization organization = repo.organization;
        if (organization != null) {
            return account(
                            organization.login,
                            organization.id,
                            "Organization",
                            organization.login,
                            "/" + organization.login)
                    .put("site_admin", false);
        }
        User owner = repo.personalOwner;
        if (owner == null) {
            throw new IllegalStateException("a repository without an owner");
        }
        return user(owner);
    }

    /** As it stands in payloads and where an account is meant. */
    ObjectNode organization(Organization organization) {
        String api = links.api("/orgs/" + organization.login);
        return Json.fields()
                .add("login", organization.login)
                .add("id", organization.id)
                .add("node_id", nodeId("O", organization.id))
                .add("url", api)
                .add("repos_url", api + "/repos")
                .add("events_url", api + "/events")
                .add("hooks_url", api + "/hooks")
                .add("issues_url", api + "/issues")
                .add("members_url", api + "/members{/member}")
                .add("public_members_url", api + "/public_members{/member}")
                .add("avatar_url", links.web("/avatars/" + organization.id))
                .add("description", organization.name)
                .node();
    }

    ObjectNode fullOrganization(Organization organization) {
        return organization(organization)
                .put("name", organization.name)
                .put("html_url", links.web("/" + organization.login))
                .put("type", "Organization")
                .put("has_organization_projects", false)
                .put("has_repository_projects", false)
                .put("public_repos", 0)
                .put("public_gists", 0)
                .put("followers", 0)
                .put("following", 0)
                .put("created_at", Json.time(organization.createdAt))
                .put("updated_at", Json.time(organization.createdAt))
                .putNull("archived_at");
    }

    ObjectNode account(Organization organization) {
        return account(
                        organization.login,
                        organization.id,
                        "Organization",
                        organization.login,
                        "/" + organization.login)
                .put("site_admin", false);
    }

    ObjectNode team(Organization.Team team) {
        String api = links.api("/organizations/" + team.organization.id + "/team/" + team.id);
        ObjectNode shape = Json.fields()
                .add("id", team.id)
                .add("node_id", nodeId("T", team.id))
                .add("name", team.name)
                .add("slug", team.slug)
                .add("description", "")
                .add("privacy", "closed")
                .add("notification_setting", "notifications_enabled")
                .add("permission", "pull")
                .add("type", "organization")
                .add("organization_id", team.organization.id)
                .add("url", api)
                .add("html_url", links.web("/orgs/" + team.organization.login + "/teams/" + team.slug))
                .add("members_url", api + "/members{/member}")
                .add("repositories_url", api + "/repos")
                .node();
        Organization.Team parent = team.parent;
        shape.set("parent", parent == null ? shape.nullNode() : team(parent));
        return shape;
    }

    /** @param viewer whose rights stand in {@code permissions}; absent in payloads */
    ObjectNode repository(Repo repo, @Nullable Role viewer) {
        String full = repo.fullName();
        String api = links.api("/repos/" + full);
        ObjectNode shape = Json.fields()
                .add("id", repo.id)
                .add("node_id", nodeId("R", repo.id))
                .add("name", repo.name)
                .add("full_name", full)
                .add("private", repo.isPrivate)
                .add("owner", owner(repo))
                .add("html_url", links.web("/" + full))
                .add("description", repo.description)
                .add("fork", repo.parent != null)
                .add("url", api)
                .node();
        for (String plain : List.of(
                "forks",
                "teams",
                "hooks",
                "events",
                "tags",
                "languages",
                "stargazers",
                "contributors",
                "subscribers",
                "subscription",
                "merges",
                "downloads",
                "deployments")) {
            shape.put(plain + "_url", api + "/" + plain);
        }
        templates().forEach((name, tail) -> shape.put(name, api + tail));
        shape.setAll(Json.fields()
                .add("git_url", "git://127.0.0.1/" + full + ".git")
                .add("ssh_url", "git@127.0.0.1:" + full + ".git")
                .add("clone_url", links.web("/" + full + ".git"))
                .add("svn_url", links.web("/" + full))
                .add("homepage", null)
                .add("size", 64)
                .add("stargazers_count", 0)
                .add("watchers_count", 0)
                .add("language", "HCL")
                .add("has_issues", true)
                .add("has_projects", false)
                .add("has_downloads", true)
                .add("has_wiki", false)
                .add("has_pages", false)
                .add("has_discussions", false)
                .add("forks_count", 0)
                .add("mirror_url", null)
                .add("archived", false)
                .add("disabled", false)
                .add("open_issues_count", openIssues(repo))
                .add("license", null)
                .add("allow_forking", true)
                .add("is_template", false)
                .add("web_commit_signoff_required", false)
                .add("topics", List.of())
                .add("visibility", repo.isPrivate ? "private" : "public")
                .add("forks", 0)
                .add("open_issues", openIssues(repo))
                .add("watchers", 0)
                .add("default_branch", repo.defaultBranch)
                .add("created_at", repo.createdAt)
                .add("updated_at", repo.pushedAt)
                .add("pushed_at", repo.pushedAt)
                .node());
        if (viewer != null) {
            shape.set("permissions", permissions(viewer));
        }
        return shape;
    }

    /** The single repository, which tells more than one in a list. */
    ObjectNode fullRepository(Repo repo, Role viewer) {
        ObjectNode shape = repository(repo, viewer)
                .put("allow_squash_merge", true)
                .put("allow_merge_commit", true)
                .put("allow_rebase_merge", true)
                .put("allow_auto_merge", false)
                .put("delete_branch_on_merge", false)
                .put("network_count", 0)
                .put("subscribers_count", 1);
        Organization organization = repo.organization;
        if (organization != null) {
            shape.set("organization", account(organization));
        }
        Repo parent = repo.parent;
        if (parent != null) {
            shape.set("parent", repository(parent, null));
            shape.set("source", repository(parent, null));
        }
        return shape;
    }

    private static Map<String, String> templates() {
        return Map.ofEntries(
                Map.entry("keys_url", "/keys{/key_id}"),
                Map.entry("collaborators_url", "/collaborators{/collaborator}"),
                Map.entry("issue_events_url", "/issues/events{/number}"),
                Map.entry("assignees_url", "/assignees{/user}"),
                Map.entry("branches_url", "/branches{/branch}"),
                Map.entry("blobs_url", "/git/blobs{/sha}"),
                Map.entry("git_tags_url", "/git/tags{/sha}"),
                Map.entry("git_refs_url", "/git/refs{/sha}"),
                Map.entry("trees_url", "/git/trees{/sha}"),
                Map.entry("statuses_url", "/statuses/{sha}"),
                Map.entry("commits_url", "/commits{/sha}"),
                Map.entry("git_commits_url", "/git/commits{/sha}"),
                Map.entry("comments_url", "/comments{/number}"),
                Map.entry("issue_comment_url", "/issues/comments{/number}"),
                Map.entry("contents_url", "/contents/{+path}"),
                Map.entry("compare_url", "/compare/{base}...{head}"),
                Map.entry("archive_url", "/{archive_format}{/ref}"),
                Map.entry("issues_url", "/issues{/number}"),
                Map.entry("pulls_url", "/pulls{/number}"),
                Map.entry("milestones_url", "/milestones{/number}"),
                Map.entry("notifications_url", "/notifications{?since,all,participating}"),
                Map.entry("labels_url", "/labels{/name}"),
                Map.entry("releases_url", "/releases{/id}"));
    }

    private static int openIssues(Repo repo) {
        return (int) repo.issues.values().stream().filter(issue -> issue.open).count();
    }

    static ObjectNode permissions(Role role) {
        return Json.fields()
                .add("admin", role.atLeast(Role.ADMIN))
                .add("maintain", role.atLeast(Role.MAINTAIN))
                .add("push", role.atLeast(Role.WRITE))
                .add("triage", role.atLeast(Role.TRIAGE))
                .add("pull", role.atLeast(Role.READ))
                .node();
    }

    ObjectNode app(App app) {
        return Json.fields()
                .add("id", app.id)
                .add("slug", app.slug)
                .add("client_id", app.clientId)
                .add("node_id", nodeId("A", app.id))
                .add("owner", account(app.account))
                .add("name", "Registrar")
                .add("description", "Governs container registries through pull requests and issues")
                .add("external_url", links.web("/"))
                .add("html_url", links.web("/apps/" + app.slug))
                .add("created_at", app.createdAt)
                .add("updated_at", app.createdAt)
                .add("permissions", App.PERMISSIONS)
                .add("events", App.EVENTS)
                .node();
    }

    ObjectNode fullApp(App app) {
        return app(app).put("installations_count", 1);
    }

    ObjectNode installation(App app) {
        return Json.fields()
                .add("id", app.installationId)
                .add("client_id", app.clientId)
                .add("account", account(app.account))
                .add("repository_selection", "all")
                .add("access_tokens_url", links.api("/app/installations/" + app.installationId + "/access_tokens"))
                .add("repositories_url", links.api("/installation/repositories"))
                .add(
                        "html_url",
                        links.web("/organizations/" + app.account.login + "/settings/installations/"
                                + app.installationId))
                .add("app_id", app.id)
                .add("app_slug", app.slug)
                .add("target_id", app.account.id)
                .add("target_type", "Organization")
                .add("permissions", App.PERMISSIONS)
                .add("events", App.EVENTS)
                .add("created_at", app.createdAt)
                .add("updated_at", app.createdAt)
                .add("single_file_name", null)
                .add("has_multiple_single_files", false)
                .add("single_file_paths", List.of())
                .add("suspended_by", null)
                .add("suspended_at", null)
                .node();
    }

    /** What the viewer sees as an author's relation to the repository. */
    static String association(Repo repo, User user) {
        Organization organization = repo.organization;
        if (organization != null && organization.isMember(user)) {
            return "MEMBER";
        }
        if (repo.personalOwner != null && repo.personalOwner.id() == user.id()) {
            return "OWNER";
        }
        if (repo.people.containsKey(user.id())) {
            return "COLLABORATOR";
        }
        return user.bot() ? "CONTRIBUTOR" : "NONE";
    }
}
