resource "aws_ecr_lifecycle_policy" "api" {
  repository = "shop/api"
  policy     = <<EOF
{
  "rules": [
    {
      "rulePriority": 1,
      "selection": {
        "tagStatus": "any",
        "countType": "imageCountMoreThan",
        "countNumber": 5
      },
      "action": { "type": "expire" }
    }
  ]
}
EOF
}

resource "aws_ecr_lifecycle_policy" "web" {
  repository = "shop/web"
  policy = trimspace(<<-JSON
    {
      "rules": [
        {
          "rulePriority": 1,
          "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 6 },
          "action": { "type": "expire" }
        }
      ]
    }
  JSON
  )
}

data "aws_ecr_lifecycle_policy_document" "jobs" {
  rule {
    priority = 1
    selection {
      tag_status   = "any"
      count_type   = "imageCountMoreThan"
      count_number = 7
    }
  }
}

resource "aws_ecr_lifecycle_policy" "jobs" {
  repository = "shop/jobs"
  policy     = data.aws_ecr_lifecycle_policy_document.jobs.json
}

resource "aws_ecr_repository" "all" {
  for_each = toset(["shop/api", "shop/web", "shop/jobs"])

  name                 = each.key
  image_tag_mutability = each.key == "shop/api" ? "IMMUTABLE" : "MUTABLE"

  encryption_configuration {
    encryption_type = each.key == "shop/api" ? "KMS" : "AES256"
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}
