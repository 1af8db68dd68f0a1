module "api" {
  source  = "terraform-aws-modules/ecr/aws"
  version = "~> 2.3"

  repository_name                 = "shop/api"
  repository_image_tag_mutability = "MUTABLE"
  repository_encryption_type      = "KMS"
  repository_image_scan_on_push   = true
  repository_force_delete         = true

  repository_lifecycle_policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
      action       = { type = "expire" }
    }]
  })

  tags = { owner = "app-team-shop" }
}

module "images" {
  source          = "cloudposse/ecr/aws"
  image_names     = ["shop/web", "shop/jbs"]
  max_image_count = 30
}

module "unrelated" {
  source = "terraform-aws-modules/vpc/aws"
  name   = "vpc"
}
