package dev.registrar.gate;

import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.policy.Policies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proposals to judge in tests: a realistic catalog, and a world of three teams in which ana works on payments. */
final class Proposals {
    static final String CONFIGURATION = """
            version: 1
            role: catalog
            approvals: {teams: [platform-team]}
            aws:
              accounts:
                prod: {id: "111111111111", regions: [eu-west-2]}
            """;

    private Proposals() {}

    static String catalog() {
        try (InputStream in = Proposals.class.getResourceAsStream("/gate/catalog.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Proposal change(String before, String after, String author) {
        CatalogText base = CatalogReader.read(before);
        return change(base, CatalogReader.read(after), author);
    }

    /** The same of texts that are parsed already. */
    static Proposal change(CatalogText before, CatalogText after, String author) {
        return proposal(Optional.of(before), after, Optional.of(List.of(author)));
    }

    static Proposal audit(String text) {
        return proposal(Optional.empty(), CatalogReader.read(text), Optional.empty());
    }

    private static Proposal proposal(Optional<CatalogText> before, CatalogText after, Optional<List<String>> author) {
        ConfigurationRead.Valid valid =
                (ConfigurationRead.Valid) ConfigurationReader.read(CONFIGURATION.getBytes(StandardCharsets.UTF_8));
        return new Proposal(
                valid.configuration(),
                Policies.builtIn(),
                "ecr-catalog.yaml",
                before,
                after,
                before.map(CatalogText::catalog),
                author,
                teams(),
                LocalDate.of(2026, 1, 10));
    }

    static TeamFacts teams() {
        Map<String, List<String>> members = Map.of(
                "platform-team", List.of("paula"),
                "app-team-payments", List.of("ana"),
                "app-team-search", List.of("sam"),
                "app-team-media", List.of("mia"));
        Map<String, Boolean> exists = new HashMap<>();
        Map<TeamFacts.Seat, Boolean> seats = new HashMap<>();
        members.forEach((team, logins) -> {
            exists.put(team, true);
            for (String login : List.of("paula", "ana", "sam", "mia", "eve")) {
                seats.put(new TeamFacts.Seat(team, login), logins.contains(login));
            }
        });
        exists.put("app-team-ghosts", false);
        for (String login : List.of("paula", "ana", "sam", "mia", "eve")) {
            seats.put(new TeamFacts.Seat("app-team-ghosts", login), false);
        }
        return new TeamFacts(exists, seats);
    }
}
