package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SeedTest {
    private static final String CATALOG_FILE = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    private static final Map<String, List<Object>> TIERS = Map.of(
            "low", List.<Object>of("AES256", "MUTABLE", 20),
            "medium", List.<Object>of("AES256", "MUTABLE", 30),
            "high", List.<Object>of("KMS", "IMMUTABLE", 50));

    @TempDir
    Path folder;

    private static String raw(Bench bench, String repository, String path) throws Exception {
        Rest.Answer answer = bench.as("olga")
                .get("/repos/acme/" + repository + "/contents/" + path, Map.of("Accept", "application/vnd.github.raw"));
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }

    private static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }

    private static Map<?, ?> at(Map<?, ?> node, String key) {
        return map(Objects.requireNonNull(node.get(key), key));
    }

    @Test
    void catalog_agreesWithTheTiers() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            Map<?, ?> repositories = at(map(yaml.load(raw(bench, "platform-catalog", CATALOG_FILE))), "repositories");
            assertThat(repositories).hasSize(8);
            assertThat(repositories.keySet().stream().map(String::valueOf)).isSorted();
            repositories.forEach((name, entry) -> {
                Map<?, ?> metadata = at(map(entry), "metadata");
                Map<?, ?> governance = at(map(entry), "governance");
                assertThat(metadata.get("id"))
                        .isEqualTo("REGISTRY_"
                                + name.toString().toUpperCase(Locale.ROOT).replace('-', '_'));
                Object keep = at(governance, "lifecycle_policy").get("keep_image_count");
                assertThat(List.of(governance.get("encryption"), governance.get("tag_mutability"), keep))
                        .isEqualTo(TIERS.get(metadata.get("risk")));
                assertThat(map(entry).containsKey("aws")).isEqualTo(!"pending".equals(metadata.get("status")));
            });
        }
    }

    @Test
    void terraform_namesTheRegistriesThatExist() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            String tfvars = raw(bench, "platform-infra", "envs/prod/terraform.tfvars");
            assertThat(tfvars)
                    .contains("payments-gateway = {", "search-indexer = {")
                    .doesNotContain("search-crawler");
            assertThat(raw(bench, "platform-infra", ".github/registrar.yml")).contains("role: infra");
            assertThat(raw(bench, "platform-catalog", ".github/registrar.yml")).contains("teams: [platform-team]");
        }
    }

    @Test
    void sameStory_givesTheSameCommits() throws Exception {
        String first;
        try (Bench bench = Bench.open(folder)) {
            first = bench.tip("main");
        }
        try (Bench bench = Bench.open(folder)) {
            assertThat(bench.tip("main")).isEqualTo(first);
        }
    }

    @Test
    void world_tellsThePageWhoAndWhat() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Rest.Answer world = bench.own().get("/_sandbox/world");
            assertThat(world.json().get("people"))
                    .extracting(person -> person.get("login").asText() + ":"
                            + person.get("role").asText())
                    .contains("olga:owner", "paula:member", "rita:outsider", "eve:outsider");
            assertThat(world.json().get("repositories"))
                    .extracting(repository -> repository.get("role_hint").asText())
                    .containsExactly("catalog", "infra");
            assertThat(world.at("/app/slug")).isEqualTo("registrar");
        }
    }
}
