terraform {
  backend "local" {}
}

resource "aws_ecr_repository" "web" {
  force_delete = true
}

data "aws_iam_policy_document" "web" {
  statement {
    actions = ["ecr:BatchGetImage"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_caller_identity" "me" {}

output "name" {
  value = "shop/web"
}
