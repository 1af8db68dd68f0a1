resource "aws_ecr_repository" "api" {
  name         = "shop/api"
  force_delete = true
  tags = {
    owner = "app-team-search"
    risk  = "low"
  }
}

resource "aws_ecr_lifecycle_policy" "api" {
  repository = aws_ecr_repository.api.name
  policy     = <<EOF
{
    "rules": [
        {
            "rulePriority": 1,
            "description": "Keep last 5 images",
            "selection": {
                "tagStatus": "tagged",
                "tagPatternList": ["*"],
                "countType": "imageCountMoreThan",
                "countNumber": 5
            },
            "action": {
                "type": "expire"
            }
        }
    ]
}
EOF
}

resource "aws_ecr_repository" "other" {
  count                = 2
  name                 = "shop/other-${count.index}"
  image_tag_mutability = "MUTABLE"
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "BASIC"
}

resource "aws_ecr_repository_policy" "api" {
  repository = aws_ecr_repository.api.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "ecr:*" },
      { Effect = "Deny", Principal = "*", Action = "ecr:DeleteRepository" },
    ]
  })
}

resource "aws_iam_role" "ci" {
  name = "ci"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringLike = {
          "token.actions.githubusercontent.com:sub" = [
            "repo:acme*",
            "repo:acme/*:ref:refs/heads/main",
            "repo:acme/shop:*",
          ]
        }
        "ForAllValues:StringEquals" = {
          "token.actions.githubusercontent.com:sub" = ["repo:acme/shop:ref:refs/heads/main"]
        }
        StringEquals = {
          "token.actions.githubusercontent.com:sub" = "repo:acme@1/shop@2:*"
        }
      }
    }]
  })
}
