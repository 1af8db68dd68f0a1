package dev.registrar.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.PersonIdent;

/** Puts people, teams and repositories into a sandbox, without any webhook being sent. */
public final class SandboxSetup {
    private final World world;

    SandboxSetup(World world) {
        this.world = world;
    }

    public SandboxSetup organization(String login) {
        return change(w -> w.addOrganization(w.nextId(), login, login));
    }

    /** Someone who belongs to nothing yet. Their token is {@code person_} and the login. */
    public SandboxSetup person(String login, String name) {
        return change(w -> w.addUser(w.nextId(), login, name, ""));
    }

    public SandboxSetup member(String organization, String login) {
        return membership(organization, login, "member", true);
    }

    public SandboxSetup owner(String organization, String login) {
        return membership(organization, login, "admin", true);
    }

    private SandboxSetup membership(String organization, String login, String role, boolean active) {
        return change(w -> {
            User user = existingUser(login);
            existingOrganization(organization).members.put(user.id(), new Organization.Membership(user, role, active));
        });
    }

    /** A team with those members; who is no active member of the organization is invited only. */
    public SandboxSetup team(String organization, String slug, String... logins) {
        return childTeam(organization, slug, "", logins);
    }

    /** A team below another one. */
    public SandboxSetup childTeam(String organization, String slug, String parent, String... logins) {
        return change(w -> {
            Organization org = existingOrganization(organization);
            Organization.Team team = new Organization.Team(
                    w.nextId(), slug, org, parent.isEmpty() ? null : org.teams.get(parent), w.now());
            org.teams.put(slug, team);
            for (String login : logins) {
                User user = existingUser(login);
                team.members.put(user.id(), new Organization.Membership(user, "member", org.isMember(user)));
            }
        });
    }

    /** Takes a team away; a later team of the same slug has another id. */
    public SandboxSetup removeTeam(String organization, String slug) {
        return change(w -> existingOrganization(organization).teams.remove(slug));
    }

    /** A private repository of the organization with one commit; every member of the organization may write. */
    public SandboxSetup repository(String organization, String name, Map<String, String> files, String author) {
        return change(w -> {
            Repo repo = w.addRepo(w.nextId(), existingOrganization(organization), null, name, true, null);
            repo.memberRole = Role.WRITE;
            commit(repo, files, existingUser(author), w.now(), "Initial commit");
        });
    }

    /** Gives a person a role of their own: read, triage, write, maintain or admin. */
    public SandboxSetup collaborator(String repository, String login, String role) {
        return change(
                w -> existingRepo(repository).people.put(existingUser(login).id(), Role.of(role)));
    }

    public SandboxSetup teamRole(String repository, String slug, String role) {
        return change(w -> {
            Repo repo = existingRepo(repository);
            Organization organization = repo.organization;
            Organization.Team team = organization == null ? null : organization.teams.get(slug);
            if (team == null) {
                throw new IllegalArgumentException("no team " + slug);
            }
            repo.teams.put(team.id, Role.of(role));
        });
    }

    public SandboxSetup label(String repository, String name, String color, String description) {
        return change(w -> existingRepo(repository)
                .labels
                .put(Conversations.key(name), new Repo.Label(w.nextId(), name, color, description)));
    }

    /** Refuses direct updates of a branch to everyone; merging needs those checks. */
    public SandboxSetup protect(String repository, String branch, String... requiredChecks) {
        return change(
                w -> existingRepo(repository).protections.put(branch, new Repo.Protection(List.of(requiredChecks))));
    }

    public SandboxSetup unprotect(String repository, String branch) {
        return change(w -> existingRepo(repository).protections.remove(branch));
    }

    /** One commit on the default branch; what stands there already and is not named stays. */
    static void commit(Repo repo, Map<String, String> files, User author, Instant at, String message) {
        String ref = Pushes.HEADS + repo.defaultBranch;
        String tip = repo.git.ref(ref);
        List<GitTrees.Change> changes = new ArrayList<>();
        files.forEach((path, text) -> changes.add(
                new GitTrees.Change(path, "100644", repo.git.insertBlob(text.getBytes(StandardCharsets.UTF_8)))));
        String base = tip == null ? null : repo.git.commit(tip).getTree().name();
        PersonIdent ident = new PersonIdent(author.name(), author.email(), at, ZoneOffset.UTC);
        String commit = repo.git.insertCommit(
                GitTrees.build(repo.git, base, changes), tip == null ? List.of() : List.of(tip), ident, ident, message);
        repo.git.moveRef(ref, tip, commit);
        repo.pushedAt = at;
    }

    private SandboxSetup change(Consumer<World> what) {
        world.writing(() -> {
            what.accept(world);
            return true;
        });
        return this;
    }

    private User existingUser(String login) {
        User user = world.user(login);
        if (user == null) {
            throw new IllegalArgumentException("nobody is called " + login);
        }
        return user;
    }

    private Organization existingOrganization(String login) {
        Organization organization = world.organization(login);
        if (organization == null) {
            throw new IllegalArgumentException("no organization " + login);
        }
        return organization;
    }

    private Repo existingRepo(String fullName) {
        String[] parts = fullName.split("/", 2);
        Repo repo = parts.length < 2 ? null : world.repo(parts[0], parts[1]);
        if (repo == null) {
            throw new IllegalArgumentException("no repository " + fullName);
        }
        return repo;
    }
}
