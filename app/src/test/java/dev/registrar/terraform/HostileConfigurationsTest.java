package dev.registrar.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes, the answer is declarations and troubles, in bounded time. */
class HostileConfigurationsTest {
    private static final String STRAY = "{}[]()\"$=<\\\n,.:?%*";

    private static Declarations declared(Map<String, byte[]> files) {
        return Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Configurations.of(files, List.of("**/modules/aws_ecr"), List.of())
                        .declared(path -> Optional.ofNullable(files.get(path))
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))));
    }

    private static Declarations declared(String text) {
        return declared(Map.of("main.tf", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String repository(String locals) {
        return locals + "\nresource \"aws_ecr_repository\" \"x\" {\n  name = local.last\n}\n";
    }

    private static String chain(int length, String step) {
        StringBuilder text = new StringBuilder("locals {\n  a0 = [\"x\", \"y\"]\n  s0 = \"x\"\n");
        for (int i = 1; i < length; i++) {
            text.append(step.replace("NEXT", String.valueOf(i)).replace("LAST", String.valueOf(i - 1)))
                    .append('\n');
        }
        return text.append("  last = local.aNEXT\n}\n".replace("NEXT", String.valueOf(length - 1)))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  aNEXT = local.aLAST",
                "  aNEXT = concat(local.aLAST, local.aLAST)",
                "  aNEXT = [local.aLAST, local.aLAST]",
                "  aNEXT = flatten([local.aLAST, local.aLAST])",
                "  aNEXT = \"${local.aLAST}${local.aLAST}\"",
                "  aNEXT = join(\",\", local.aLAST, local.aLAST)",
                "  aNEXT = [for x in local.aLAST : [for y in local.aLAST : y]]"
            })
    void locals_thatGrow_endInBounds(String step) {
        for (int length : new int[] {50, 3_000}) {
            assertThat(declared(repository(chain(length, step)))).isNotNull();
        }
        assertThat(declared(repository(chain(50, "  aNEXT = flatten([local.aLAST, local.aLAST])")))
                        .troubles())
                .anyMatch(trouble -> trouble.message().contains("too much to evaluate"));
        assertThat(declared(repository(chain(60, "  sNEXT = \"${local.sLAST}${local.sLAST}\"\n  aNEXT = local.sNEXT")))
                        .repositories())
                .singleElement()
                .satisfies(repository -> assertThat(repository.name().known()).isFalse());
    }

    @Test
    void references_inACircle_areUnknown() {
        assertThat(declared(repository("locals {\n  last = local.b\n  b = local.last\n}"))
                        .repositories()
                        .get(0)
                        .name())
                .isInstanceOf(Value.Unknown.class);
        assertThat(declared("module \"a\" {\n  source = \"./\"\n}\n").repositories())
                .isEmpty();
        assertThat(declared(Map.of(
                                "a/main.tf",
                                "module \"b\" {\n  source = \"../b\"\n}\n".getBytes(StandardCharsets.UTF_8),
                                "b/main.tf",
                                "module \"a\" {\n  source = \"../b\"\n}\n".getBytes(StandardCharsets.UTF_8)))
                        .troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.blind()).isTrue());
    }

    @Test
    void fixtures_withCharactersLostOrAdded_areStillAnswered() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path folder = Path.of("src/test/resources/terraform");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (TerraformPaths.isTerraform(path) && path.contains("/after/")) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        Random random = new Random(8);
        List<String> paths = List.copyOf(files.keySet());
        for (int round = 0; round < 400; round++) {
            String path = paths.get(random.nextInt(paths.size()));
            StringBuilder text = new StringBuilder(new String(files.get(path), StandardCharsets.UTF_8));
            for (int edit = 0; edit < 3; edit++) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.insert(at, STRAY.charAt(random.nextInt(STRAY.length())));
                }
            }
            assertThat(declared(Map.of(path, text.toString().getBytes(StandardCharsets.UTF_8))))
                    .isNotNull();
        }
    }
}
