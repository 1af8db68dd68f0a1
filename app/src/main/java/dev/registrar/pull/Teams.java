package dev.registrar.pull;

import java.util.Optional;

/** Teams and members of an organization. */
public interface Teams {
    /** Empty when the organization has no team of that slug. */
    Optional<Team> team(Repository repository, String slug);

    /** A person's membership in a team, child teams counting, as GitHub says at this moment. */
    Membership membership(Repository repository, String slug, String login);

    /** Membership in the organization that owns the repository. */
    OrganizationRole organizationRole(Repository repository, String login);

    /** What a person may do in the repository, the highest of all grants. */
    Permission permission(Repository repository, String login);

    /** Likewise for a person known by id: none, when the login is somebody else's by now. */
    Permission permission(Repository repository, Actor person);

    record Team(long id, String slug, String name) {}

    enum Membership {
        ACTIVE,
        /** Invited, not yet accepted: gives no rights. */
        PENDING,
        NONE
    }

    enum OrganizationRole {
        OWNER,
        MEMBER,
        NONE
    }

    enum Permission {
        NONE,
        READ,
        WRITE,
        ADMIN
    }
}
