package dev.registrar.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.policy.Policies;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TfvarsEditTest {
    private static final Controls CONTROLS = Policies.builtIn().controls(RiskTier.MEDIUM);

    @TempDir
    Path folder;

    private static Registry registry(String name) {
        return CatalogReader.read(
                        "repositories:\n  " + name + ":\n    metadata: {id: REGISTRY_M, owner: app-team-media,"
                                + " risk: medium, environment: prod, domain: delivery, status: pending}\n")
                .catalog()
                .registry(name)
                .orElseThrow();
    }

    private static TfvarsEdit.Result add(String text, String name) {
        return TfvarsEdit.add("terraform.tfvars", text, registry(name), CONTROLS);
    }

    private static String added(String text, String name) {
        TfvarsEdit.Result result = add(text, name);
        assertThat(result).isInstanceOf(TfvarsEdit.Result.Edited.class);
        return ((TfvarsEdit.Result.Edited) result).text();
    }

    /** The ways in which people write such files, each as {@code terraform fmt} leaves it. */
    static List<String> styles() {
        return List.of(
                "",
                "# nothing yet\n",
                "registries = {}\n",
                "registries = {\n}\n",
                """
                region = "eu-west-2"

                registries = {
                  alpha = {
                    id    = "A"
                    owner = "x"
                    risk  = "low"
                  }

                  # the last one
                  zulu = {
                    id    = "Z"
                    owner = "x"
                    risk  = "low"
                  }
                }

                other = 1
                """,
                "registries = {\n  zulu = {\n    risk = \"low\"\n  }\n  alpha = {\n    risk = \"low\"\n  }\n}\n",
                "repositories = {\n  a    = { owner = \"x\", risk = \"low\" }\n  zulu = { owner = \"x\", risk = \"low\" }\n}\n",
                "repositories = {\n  a                   = { owner = \"x\", risk = \"low\" }\n  zulu-with-long-name = { owner = \"x\", risk = \"low\" }\n}\n",
                "repositories = { a = { owner = \"x\" } }\n",
                """
                repos = {
                  "a/b" = {
                    team                 = "x"
                    image_tag_mutability = "MUTABLE"
                    keep                 = 20
                    tags = {
                      owner = "x"
                      env   = "dev"
                    }
                    scan_on_push = true
                  },
                }
                """,
                "image_names = [\"a\", \"b\"]\n",
                "image_names = [\n  \"a\",\n  \"b\",\n]\n",
                "image_names = [\n  \"a\", # first\n  \"b\"\n]\n",
                "ecr = {\n  one = { risk = \"low\" }\n}\n",
                "registries = {\r\n  alpha = {\r\n    id = \"A\"\r\n  }\r\n}\r\n",
                "registries = {\n  alpha = {\n    id = \"A\"\n  }\n}");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void entry_addedInAnyStyle_leavesEveryOtherByteAndIsRead(String text) {
        for (String name : List.of("media", "m", "media-transcoder-for-everything", "shop/media")) {
            String after = added(text, name);
            int prefix = 0;
            while (prefix < text.length() && text.charAt(prefix) == after.charAt(prefix)) {
                prefix++;
            }
            String rest = text.substring(prefix);
            boolean empty = text.startsWith("registries = {}");
            assertThat(empty || after.endsWith(rest)).as(after).isTrue();
            assertThat(after).contains(name);
            assertThat(add(after, name)).isInstanceOf(TfvarsEdit.Result.There.class);
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void entry_addedInAnyStyle_isAsFmtWouldLeaveIt(String text) throws Exception {
        assumeThat(installed()).as("Terraform is installed").isTrue();
        assumeThat(text).doesNotContain("\r");
        Path file = folder.resolve("terraform.tfvars");
        for (String name : List.of("media", "m", "media-transcoder-for-everything", "shop/media")) {
            Files.writeString(file, added(text, name));
            Process fmt = new ProcessBuilder("terraform", "fmt", "-check", "-diff", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(fmt.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(fmt.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(fmt.exitValue()).as(name + " in\n" + text + "\n" + said).isZero();
        }
    }

    private static boolean installed() throws IOException {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "terraform")));
    }

    @Test
    void entry_amongSortedOnes_standsInItsPlaceBeforeTheNextOnesComment() {
        assertThat(added(styles().get(4), "media")).contains("""
                  }

                  media = {
                    id    = "REGISTRY_M"
                    owner = "app-team-media"
                    risk  = "medium"
                  }

                  # the last one
                  zulu = {
                """.indent(0));
    }

    @Test
    void entry_likeOthers_hasTheirFields() {
        assertThat(added(styles().get(9), "media")).endsWith("""
                  "media" = {
                    team                 = "app-team-media"
                    image_tag_mutability = "MUTABLE"
                    keep                 = 30
                    tags = {
                      owner = "app-team-media"
                      env   = "prod"
                    }
                    scan_on_push = true
                  }
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registries = {\n  a = {\n    colour = \"red\"\n  }\n}\n",
                "registries = {\n",
                "one = { a = { b = 1 } }\ntwo = { c = { d = 1 } }\n",
                "region = \"x\"\n",
                "registries = {\n  a = 1\n}\n",
                "image_names = [var.a]\n"
            })
    void file_thatDoesNotTellHow_isLeftAlone(String text) {
        assertThat(add(text, "media")).isInstanceOf(TfvarsEdit.Result.Refused.class);
    }

    @Test
    void json_form_isLeftAlone() {
        assertThat(TfvarsEdit.add("a.tfvars.json", "{}", registry("media"), CONTROLS))
                .isInstanceOf(TfvarsEdit.Result.Refused.class);
    }
}
