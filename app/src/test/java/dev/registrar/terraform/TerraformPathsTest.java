package dev.registrar.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerraformPathsTest {
    @ParameterizedTest
    @CsvSource({
        "envs/**/*.tf, envs/main.tf, true",
        "envs/**/*.tf, envs/a/b/main.tf, true",
        "envs/**/*.tf, other/envs/main.tf, false",
        "envs/*.tf, envs/a/main.tf, false",
        "**/modules/aws_ecr, ../../modules/aws_ecr, true",
        "**/modules/aws_ecr, modules/aws_ecr, true",
        "**/modules/aws_ecr, modules/aws_ecr/x, false",
        "**/*, a/b/c, true",
        "a?c.tf, abc.tf, true",
        "terraform-aws-modules/ecr/aws, terraform-aws-modules/ecr/aws, true",
        "**/**/**/**/**/**/x, a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/y, false"
    })
    void pattern_andPath_match(String pattern, String path, boolean matches) {
        assertThat(TerraformPaths.matches(pattern, path)).isEqualTo(matches);
    }

    @Test
    void files_thatTerraformDownloads_andOtherFiles_areNotCovered() {
        List<String> patterns = List.of("**/*.tf", "**/*.tfvars");

        assertThat(TerraformPaths.covers(patterns, "envs/main.tf.json")).isTrue();
        assertThat(TerraformPaths.covers(patterns, "envs/a.auto.tfvars.json")).isTrue();
        assertThat(TerraformPaths.covers(patterns, "envs/.terraform/modules/x/main.tf"))
                .isFalse();
        assertThat(TerraformPaths.covers(List.of("**/*"), "README.md")).isFalse();
        assertThat(TerraformPaths.mayMatter(List.of("envs/**/*.tf"), "envs/prod/lifecycle.json"))
                .isTrue();
        assertThat(TerraformPaths.mayMatter(List.of("envs/**/*.tf"), "docs/a.json"))
                .isFalse();
    }

    @Test
    void path_outOfTheRepository_isNone() {
        assertThat(TerraformPaths.resolve("envs/prod", "../../../x")).isEmpty();
        assertThat(TerraformPaths.resolve("envs/prod", "/etc/passwd")).isEmpty();
        assertThat(TerraformPaths.resolve("envs/prod", "../../modules/./x")).contains("modules/x");
    }
}
