package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.Policies;
import dev.registrar.terraform.Configurations;
import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.PlanRead;
import dev.registrar.terraform.PlanReader;
import dev.registrar.terraform.TerraformPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders of Terraform as people write it, central and hybrid, with all that is to be found in them. With
 * {@code -Dregistrar.write=true} what is found is written down, to be reviewed as a difference.
 */
class TerraformFixturesTest {
    private static final Path FOLDERS = Path.of("src/test/resources/terraform");

    static List<String> folders() throws IOException {
        try (Stream<Path> all = Files.list(FOLDERS)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void folder_judged_hasTheseFindings(String name) throws IOException {
        Path expected = FOLDERS.resolve(name).resolve("expected.txt");
        String found = found(FOLDERS.resolve(name));
        if (Boolean.getBoolean("registrar.write")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
    }

    @Test
    void rule_ofTheGate_isFoundInBothModels() throws IOException {
        for (String model : List.of("central", "hybrid")) {
            Set<String> found = new HashSet<>();
            for (String name : folders()) {
                if (name.startsWith(model)) {
                    Files.readAllLines(FOLDERS.resolve(name).resolve("expected.txt"))
                            .forEach(line -> found.add(line.substring(0, line.indexOf(' '))));
                }
            }
            assertThat(found)
                    .as(model)
                    .containsAll(Policies.builtIn().rules().values().stream()
                            .filter(rule -> rule.gate().equals("terraform"))
                            .map(rule -> rule.id().value())
                            .toList());
        }
    }

    private static String found(Path folder) throws IOException {
        Configuration configuration = configuration(folder.resolve("registrar.yml"));
        Catalog catalog = CatalogReader.read(Files.readAllBytes(folder.resolve("catalog.yaml")))
                .catalog();
        Path before = folder.resolve("before");
        Side after = side(configuration, catalog, folder.resolve("after"));
        Path plan = folder.resolve("plan.json");
        Optional<PlanRead> planned = Files.exists(plan)
                ? Optional.of(PlanReader.read("plan.json", Files.readAllBytes(plan), after.declarations()))
                : Optional.empty();
        TerraformProposal proposal = new TerraformProposal(
                configuration,
                Policies.builtIn(),
                Files.exists(before) ? Optional.of(side(configuration, catalog, before)) : Optional.empty(),
                planned.map(read -> new Side(Optional.of(catalog), read.declarations()))
                        .orElse(after),
                planned.map(PlanRead::changes));
        return TerraformGate.judge(proposal).findings().stream()
                .map(finding -> finding.rule() + " " + finding.action().name().toLowerCase(Locale.ROOT) + " "
                        + finding.path() + ":" + finding.span().line() + ":"
                        + finding.span().column() + " "
                        + finding.message()
                        + finding.suggestion().map(text -> " Instead: " + text).orElse("") + "\n")
                .collect(Collectors.joining());
    }

    private static Side side(Configuration configuration, Catalog catalog, Path folder) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        Map<String, byte[]> terraform = new TreeMap<>(all);
        terraform
                .keySet()
                .removeIf(
                        path -> !TerraformPaths.covers(configuration.terraform().paths(), path));
        Declarations declared = Configurations.of(
                        terraform, configuration.terraform().modules(), List.of())
                .declared(path ->
                        Optional.ofNullable(all.get(path)).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
        return new Side(Optional.of(catalog), declared);
    }

    private static Configuration configuration(Path file) {
        try {
            return ConfigurationReader.read(Files.readAllBytes(file)) instanceof ConfigurationRead.Valid valid
                    ? valid.configuration()
                    : fault(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration fault(Path file) {
        throw new AssertionError(file + " cannot be used");
    }
}
