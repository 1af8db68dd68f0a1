locals {
  catalog    = yamldecode(file("${path.module}/catalog.yaml"))
  registries = { for name, r in local.catalog.repositories : name => r if r.metadata.status == "active" }
}

module "ecr" {
  for_each = local.registries
  source   = "../../modules/ecr"

  name = each.key
  tags = {
    Owner = each.value.metadata.owner
    Risk  = each.value.metadata.risk
  }
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "BASIC"

  dynamic "rule" {
    for_each = toset(["other-*"])
    content {
      scan_frequency = "SCAN_ON_PUSH"
      repository_filter {
        filter      = rule.value
        filter_type = "WILDCARD"
      }
    }
  }
}

data "aws_iam_policy_document" "pull" {
  statement {
    sid     = "pull"
    actions = ["ecr:BatchGetImage"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999999999999:root", "arn:aws:iam::111111111111:root"]
    }
  }
  statement {
    actions = ["ecr:GetDownloadUrlForLayer"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-123"]
    }
  }
}

resource "aws_ecr_repository_policy" "pull" {
  for_each   = module.ecr
  repository = each.value.name
  policy     = data.aws_iam_policy_document.pull.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "push" {
  name               = "push"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "narrow" {
  name = "narrow"
  assume_role_policy = <<-EOT
    {
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},
        "Condition": {"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:prod"}}
      }
    }
  EOT
}
