# One ECR repository with the controls of its risk tier (ADR-0092).

locals {
  controls = {
    low    = { tag_mutability = "MUTABLE", encryption = "AES256", keep = 20 }
    medium = { tag_mutability = "MUTABLE", encryption = "AES256", keep = 30 }
    high   = { tag_mutability = "IMMUTABLE", encryption = "KMS", keep = 50 }
  }
  tier = local.controls[var.risk]
}

resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = local.tier.tag_mutability

  encryption_configuration {
    encryption_type = local.tier.encryption
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = {
    id         = var.id
    owner      = var.owner
    risk       = var.risk
    managed-by = "platform-team"
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the newest ${local.tier.keep} images"
      selection = {
        tagStatus   = "any"
        countType   = "imageCountMoreThan"
        countNumber = local.tier.keep
      }
      action = { type = "expire" }
    }]
  })
}
