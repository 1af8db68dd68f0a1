package dev.registrar.request;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Scanning;

/**
 * What a registry looks like in Terraform, for people to read: a preview, not a file that anybody applies. The provider's
 * arguments are those of {@code aws_ecr_repository} and {@code aws_ecr_lifecycle_policy}.
 */
public final class TerraformPreview {
    private TerraformPreview() {}

    public static String of(Registry registry, Controls controls) {
        String label = label(registry.name());
        return """
                resource "aws_ecr_repository" "%s" {
                  name                 = %s
                  image_tag_mutability = "%s"

                  encryption_configuration {
                    encryption_type = "%s"%s
                  }

                  image_scanning_configuration {
                    scan_on_push = true%s
                  }
                }

                resource "aws_ecr_lifecycle_policy" "%s" {
                  repository = aws_ecr_repository.%s.name
                  policy = jsonencode({
                    rules = [{
                      rulePriority = 1
                      description  = "Keep the newest %d images"
                      selection = {
                        tagStatus   = "any"
                        countType   = "imageCountMoreThan"
                        countNumber = %d
                      }
                      action = { type = "expire" }
                    }]
                  })
                }
                """.formatted(
                        label,
                        quoted(registry.name()),
                        controls.tagMutability().word(),
                        controls.encryption().word(),
                        controls.encryption() == Encryption.KMS ? " # fixed once the repository is created" : "",
                        scanning(controls.scanning()),
                        label,
                        label,
                        controls.keepImageCount(),
                        controls.keepImageCount());
    }

    /** ECR has one scan type for an account and region, so the better ones are set elsewhere. */
    private static String scanning(Scanning scanning) {
        return switch (scanning) {
            case STANDARD -> "";
            case ENHANCED -> " # and enhanced scanning, which is set for the account and region";
            case CRITICAL -> " # and enhanced, continuous scanning, which is set for the account and region";
        };
    }

    /** A name of Terraform's own: letters, digits and underscores, no digit first. */
    private static String label(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]", "_");
        return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                + '"';
    }
}
