package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.pull.Actor;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.Teams.Membership;
import dev.registrar.pull.Teams.OrganizationRole;
import dev.registrar.pull.Teams.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteTeamsTest {
    private static final String TEAM = "GET /orgs/acme/teams/platform-team/memberships/alice";
    private static final String ORGANIZATION = "GET /orgs/acme/memberships/alice";
    private static final String PERMISSION = "GET /repos/acme/platform-catalog/collaborators/alice/permission";
    private static final String NOT_FOUND = "{\"message\": \"Not Found\"}";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "pending, PENDING", "something-new, NONE"})
    void membership_inATeam_countsOnlyWhenActive(String state, Membership membership) {
        github.on(TEAM, "{\"role\": \"member\", \"state\": \"" + state + "\"}");

        assertThat(app.teams().membership(CATALOG, "platform-team", "alice")).isEqualTo(membership);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "", "a/memberships/b", "@olga | <img src=x>", "team\u202e"})
    void owner_thatIsNoSlug_isNoTeam_withoutAsking(String owner) {
        assertThat(app.teams().team(CATALOG, owner)).isEmpty();
        assertThat(app.teams().team(CATALOG, "a".repeat(256))).isEmpty();
        assertThat(app.teams().membership(CATALOG, owner, "alice")).isEqualTo(Membership.NONE);

        assertThat(github.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "active, admin, OWNER",
        "active, member, MEMBER",
        "active, billing_manager, MEMBER",
        "pending, admin, NONE",
    })
    void role_inTheOrganization_countsOnlyWhenActive(String state, String role, OrganizationRole expected) {
        github.on(ORGANIZATION, "{\"role\": \"" + role + "\", \"state\": \"" + state + "\"}");

        assertThat(app.teams().organizationRole(CATALOG, "alice")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"admin, ADMIN", "write, WRITE", "read, READ", "none, NONE", "something-new, NONE"})
    void permission_inTheRepository_isGitHubsHighest(String word, Permission permission) {
        github.on(PERMISSION, "{\"permission\": \"" + word + "\", \"role_name\": \"custom\"}");

        assertThat(app.teams().permission(CATALOG, "alice")).isEqualTo(permission);
    }

    @Test
    void permission_ofAPersonWhoseLoginIsSomebodyElsesNow_isNone() {
        github.on(PERMISSION, "{\"permission\": \"admin\", \"user\": {\"login\": \"alice\", \"id\": 7}}");

        assertThat(app.teams().permission(CATALOG, new Actor(7, "alice", false)))
                .isEqualTo(Permission.ADMIN);
        assertThat(app.teams().permission(CATALOG, new Actor(8, "alice", false)))
                .isEqualTo(Permission.NONE);
    }

    @Test
    void permission_thatDoesNotSayWhose_isNoPersons() {
        github.on(PERMISSION, "{\"permission\": \"admin\"}");

        assertThat(app.teams().permission(CATALOG, new Actor(7, "alice", false)))
                .isEqualTo(Permission.NONE);
    }

    @Test
    void somebody_whomGitHubDoesNotFind_hasNoRights() {
        github.on(TEAM, json(404, NOT_FOUND))
                .on(ORGANIZATION, json(404, NOT_FOUND))
                .on(PERMISSION, json(404, NOT_FOUND))
                .on("GET /orgs/acme/teams/gone", json(404, NOT_FOUND));

        assertThat(app.teams().membership(CATALOG, "platform-team", "alice")).isEqualTo(Membership.NONE);
        assertThat(app.teams().organizationRole(CATALOG, "alice")).isEqualTo(OrganizationRole.NONE);
        assertThat(app.teams().permission(CATALOG, "alice")).isEqualTo(Permission.NONE);
        assertThat(app.teams().team(CATALOG, "gone")).isEmpty();
    }

    @Test
    void membership_thatMayNotBeAskedFor_isNotTakenForNone() {
        github.on(TEAM, json(403, "{\"message\": \"Resource not accessible by integration\"}"));

        assertThatThrownBy(() -> app.teams().membership(CATALOG, "platform-team", "alice"))
                .isInstanceOf(AccessLost.class);
    }
}
