variable "registries" {
  type = map(object({ critical = bool, mutability = string }))
}

locals {
  keep = 10
}

# `critical` decides on more than scanning, also on what is not read here.
resource "aws_ecr_repository" "all" {
  for_each = var.registries

  name                 = each.key
  image_tag_mutability = each.value.mutability
  force_delete         = each.value.critical ? false : true

  encryption_configuration {
    encryption_type = each.value.critical ? "AES256" : "KMS"
  }

  image_scanning_configuration {
    scan_on_push = each.value.critical
  }
}

resource "aws_cloudwatch_metric_alarm" "critical" {
  for_each = { for name, registry in var.registries : name => registry if registry.critical }
}

resource "aws_ecr_lifecycle_policy" "all" {
  for_each = aws_ecr_repository.all

  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = local.keep }
      action       = { type = "expire" }
    }]
  })
}
