locals {
  project = "shop"
  renamed = { api = "api", web = "web", jobs = "cron" }
  keep    = { api = 50, web = 30, jobs = 20 }
}

resource "aws_ecr_repository" "image" {
  for_each             = toset(["api", "web", "jobs"])
  name                 = "${local.project}/${local.renamed[each.value]}"
  image_tag_mutability = each.key == "api" ? "IMMUTABLE" : "MUTABLE"

  dynamic "encryption_configuration" {
    for_each = each.key == "api" ? [1] : []
    content {
      encryption_type = "KMS"
      kms_key         = "arn:aws:kms:eu-west-2:111111111111:key/2"
    }
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = {
    Owner = "app-team-shop"
  }
}

resource "aws_ecr_lifecycle_policy" "image" {
  for_each   = aws_ecr_repository.image
  repository = each.value.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = local.keep[each.key] }
        action       = { type = "expire" }
      },
    ]
  })
}
