package dev.registrar.github;

import dev.registrar.pull.Actor;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** {@link Teams} on GitHub. */
final class RemoteTeams implements Teams {
    /** What a slug can be at most; owners come from catalogs, and what is no slug is no team, without asking. */
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");

    private final Rest rest;

    RemoteTeams(Rest rest) {
        this.rest = rest;
    }

    @Override
    public Optional<Team> team(Repository repository, String slug) {
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return asked(repository, organization(repository).to("teams", slug).url(), "a team")
                .map(team -> new Team(
                        team.id(), team.optional("slug").map(JsonPart::text).orElse(slug), team.textOrEmpty("name")));
    }

    @Override
    public Membership membership(Repository repository, String slug, String login) {
        if (!SLUG.matcher(slug).matches()) {
            return Membership.NONE;
        }
        HttpUrl url =
                organization(repository).to("teams", slug, "memberships", login).url();
        return asked(repository, url, "a team membership")
                .map(membership -> switch (membership.textOrEmpty("state")) {
                    case "active" -> Membership.ACTIVE;
                    case "pending" -> Membership.PENDING;
                    default -> Membership.NONE;
                })
                .orElse(Membership.NONE);
    }

    @Override
    public OrganizationRole organizationRole(Repository repository, String login) {
        HttpUrl url = organization(repository).to("memberships", login).url();
        return asked(repository, url, "an organization membership")
                .filter(membership -> membership.textOrEmpty("state").equals("active"))
                .map(membership -> membership.textOrEmpty("role").equals("admin")
                        ? OrganizationRole.OWNER
                        : OrganizationRole.MEMBER)
                .orElse(OrganizationRole.NONE);
    }

    @Override
    public Permission permission(Repository repository, String login) {
        return grant(repository, login).map(RemoteTeams::level).orElse(Permission.NONE);
    }

    @Override
    public Permission permission(Repository repository, Actor person) {
        return grant(repository, person.login())
                .filter(grant -> grant.optional("user")
                        .filter(user -> user.id() == person.id())
                        .isPresent())
                .map(RemoteTeams::level)
                .orElse(Permission.NONE);
    }

    private Optional<JsonPart> grant(Repository repository, String login) {
        HttpUrl url = rest.repository(repository)
                .to("collaborators", login, "permission")
                .url();
        return asked(repository, url, "a permission");
    }

    private static Permission level(JsonPart grant) {
        return switch (grant.textOrEmpty("permission")) {
            case "admin" -> Permission.ADMIN;
            case "write" -> Permission.WRITE;
            case "read" -> Permission.READ;
            default -> Permission.NONE;
        };
    }

    private Optional<JsonPart> asked(Repository repository, HttpUrl url, String what) {
        Answer answer = rest.get(Reach.of(repository), url);
        return answer.absent()
                ? Optional.empty()
                : Optional.of(answer.orTrouble(what).json());
    }

    private Rest.Address organization(Repository repository) {
        return rest.root().to("orgs", repository.name().owner());
    }
}
