package dev.registrar.cli;

import dev.registrar.snapshot.TeamLookup;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of teams, {@code team-slug: [login, …]}, that stands in for GitHub's: a team that is not in it does not exist. */
record TeamsFile(Map<String, Set<String>> members) implements TeamLookup {

    static TeamsFile read(Path file) {
        YamlDocument document = YamlReader.read(bytes(file));
        if (!document.problems().isEmpty()) {
            YamlDocument.Problem first = document.problems().get(0);
            throw new UsageProblem(file + ":" + first.span().line() + ": " + first.message());
        }
        if (!(document.root().orElse(null) instanceof YamlNode.Mapping teams)) {
            throw new UsageProblem(file + ": write it as `team-slug: [login, …]`.");
        }
        Map<String, Set<String>> members = new HashMap<>();
        for (YamlNode.Entry team : teams.entries()) {
            members.put(lower(team.key()), logins(file, team));
        }
        return new TeamsFile(members);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageProblem("--teams " + file + " cannot be read.");
        }
    }

    private static Set<String> logins(Path file, YamlNode.Entry team) {
        if (!(team.value() instanceof YamlNode.Sequence logins)
                || !logins.items().stream().allMatch(YamlNode.Scalar.class::isInstance)) {
            throw new UsageProblem(file + ":" + team.keySpan().line() + ": the members of " + team.key()
                    + " must be a list of logins.");
        }
        return logins.items().stream()
                .map(login -> lower(((YamlNode.Scalar) login).text()))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Boolean> exists(String team) {
        return Optional.of(members.containsKey(lower(team)));
    }

    @Override
    public Optional<Boolean> member(String team, String login) {
        return Optional.of(members.getOrDefault(lower(team), Set.of()).contains(lower(login)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
