package dev.registrar.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organization acme: its people, its teams, and two repositories with a little history. */
final class Seed {
    private static final String FILES = "/sandbox/seed/";
    private static final String ORGANIZATION = "acme";
    private static final String CATALOG = "platform-catalog";
    private static final String INFRA = "platform-infra";
    private static final String REQUEST_FORM = ".github/ISSUE_TEMPLATE/registry-request.yml";
    private static final String PLATFORM_TEAM = "platform-team";

    private final World world;
    private final SandboxSetup setup;

    Seed(World world) {
        this.world = world;
        this.setup = new SandboxSetup(world);
    }

    void plant() {
        people();
        Organization acme = world.addOrganization(500, ORGANIZATION, "Acme");
        setup.owner(ORGANIZATION, "olga");
        for (String login : List.of("paula", "pavel", "ana", "ben", "mia", "sam")) {
            setup.member(ORGANIZATION, login);
        }
        invite(acme, "rita");
        setup.team(ORGANIZATION, PLATFORM_TEAM, "paula", "pavel", "rita")
                .team(ORGANIZATION, "app-team-payments", "ana", "ben")
                .team(ORGANIZATION, "app-team-media", "mia")
                .team(ORGANIZATION, "app-team-search", "sam");
        Repo catalog = repository(acme, 7001, CATALOG, "The catalog of container registries, and how to get one");
        Repo infra = repository(acme, 7002, INFRA, "Terraform for the registries of the catalog");
        setup.collaborator(catalog.fullName(), "rita", "write").collaborator(catalog.fullName(), "eve", "read");
        catalogHistory(catalog);
        infraHistory(infra);
        labels(catalog);
    }

    private void people() {
        world.addUser(101, "olga", "Olga Petrova", "Owns the organization");
        world.addUser(102, "paula", "Paula Novak", "Platform team: reviews and approves requests");
        world.addUser(103, "pavel", "Pavel Marek", "Platform team: the second pair of eyes");
        world.addUser(104, "ana", "Ana Silva", "Payments team");
        world.addUser(105, "ben", "Ben Okafor", "Payments team");
        world.addUser(106, "mia", "Mia Larsen", "Media team");
        world.addUser(107, "sam", "Sam Haddad", "Search team");
        world.addUser(108, "rita", "Rita Costa", "Contractor: invited to the platform team, has not accepted yet");
        world.addUser(109, "eve", "Eve Laurent", "Outsider: reads the catalog, belongs to nothing");
    }

    private void invite(Organization acme, String login) {
        User user = person(login);
        acme.members.put(user.id(), new Organization.Membership(user, "member", false));
    }

    private User person(String login) {
        User user = world.user(login);
        if (user == null) {
            throw new IllegalStateException("not seeded: " + login);
        }
        return user;
    }

    private Repo repository(Organization acme, long id, String name, String description) {
        Repo repo = world.addRepo(id, acme, null, name, true, null);
        repo.memberRole = Role.WRITE;
        repo.description = description;
        setup.teamRole(repo.fullName(), PLATFORM_TEAM, "admin");
        return repo;
    }

    private void catalogHistory(Repo repo) {
        String catalog = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
        String whole = file(CATALOG, catalog);
        commit(
                repo,
                "paula",
                "2026-01-05T09:12:00Z",
                "Start the registry catalog",
                Map.of(
                        "README.md",
                        file(CATALOG, "README.md"),
                        catalog,
                        whole.substring(0, whole.indexOf("  payments-ledger:"))));
        commit(
                repo,
                "ana",
                "2026-01-08T14:40:00Z",
                "Add the registries of payments and search",
                Map.of(catalog, whole));
        Map<String, String> governed = new LinkedHashMap<>();
        governed.put(".github/registrar.yml", file(CATALOG, ".github/registrar.yml"));
        governed.put("docs/REGISTRY_CATALOG.md", file(CATALOG, "docs/REGISTRY_CATALOG.md"));
        String form = resource("/github/ISSUE_TEMPLATE/registry-request.yml");
        if (form != null) {
            governed.put(REQUEST_FORM, form);
        }
        commit(repo, "paula", "2026-01-09T10:03:00Z", "Have Registrar govern the catalog", governed);
    }

    private void infraHistory(Repo repo) {
        commit(
                repo,
                "paula",
                "2026-01-05T11:30:00Z",
                "Add a module for ECR repositories",
                Map.of(
                        "README.md", file(INFRA, "README.md"),
                        "modules/aws_ecr/main.tf", file(INFRA, "modules/aws_ecr/main.tf"),
                        "modules/aws_ecr/variables.tf", file(INFRA, "modules/aws_ecr/variables.tf"),
                        "modules/aws_ecr/outputs.tf", file(INFRA, "modules/aws_ecr/outputs.tf")));
        commit(
                repo,
                "ana",
                "2026-01-08T15:05:00Z",
                "Provision the registries in prod",
                Map.of(
                        "envs/prod/main.tf", file(INFRA, "envs/prod/main.tf"),
                        "envs/prod/variables.tf", file(INFRA, "envs/prod/variables.tf"),
                        "envs/prod/terraform.tfvars", file(INFRA, "envs/prod/terraform.tfvars")));
        commit(
                repo,
                "pavel",
                "2026-01-09T10:20:00Z",
                "Have Registrar judge the Terraform",
                Map.of(".github/registrar.yml", file(INFRA, ".github/registrar.yml")));
    }

    private void labels(Repo catalog) {
        setup.label(catalog.fullName(), "registry-request", "0e8a16", "A request for a container registry")
                .label(catalog.fullName(), "needs-changes", "d93f0b", "The request has findings that block")
                .label(catalog.fullName(), "awaiting-approval", "fbca04", "Waits for an approver")
                .label(catalog.fullName(), "approved", "1d76db", "Committed to the catalog")
                .label(catalog.fullName(), "rejected", "b60205", "Closed as not planned");
    }

    private void commit(Repo repo, String author, String at, String message, Map<String, String> files) {
        SandboxSetup.commit(repo, files, person(author), Instant.parse(at), message);
    }

    private static String file(String repository, String path) {
        String text = resource(FILES + repository + "/" + path);
        if (text == null) {
            throw new IllegalStateException("missing seed file: " + repository + "/" + path);
        }
        return text;
    }

    private static @Nullable String resource(String name) {
        try (InputStream in = Seed.class.getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
