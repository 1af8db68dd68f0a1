data "aws_iam_policy_document" "anybody" {
  statement {
    actions = ["ecr:BatchGetImage"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "all_but" {
  statement {
    actions = ["ecr:BatchGetImage"]
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111111111111:root"]
    }
  }
}

data "aws_iam_policy_document" "organization" {
  statement {
    actions = ["ecr:BatchGetImage"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-acme"]
    }
  }
}

data "aws_iam_policy_document" "any_account" {
  statement {
    actions = ["ecr:BatchGetImage"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:role/ci"]
    }
  }
}

resource "aws_ecr_repository_policy" "policies" {
  for_each = {
    "shop/any-account"  = data.aws_iam_policy_document.any_account.json
    "shop/anybody"      = data.aws_iam_policy_document.anybody.json
    "shop/all-but"      = data.aws_iam_policy_document.all_but.json
    "shop/organization" = data.aws_iam_policy_document.organization.json
  }
  repository = each.key
  policy     = each.value
}

locals {
  conditions_on_anybody = {
    "shop/any-arn"          = { ArnLike = { "aws:PrincipalArn" = "arn:*" } }
    "shop/any-partition"    = { StringLike = { "aws:PrincipalArn" = "arn:aws:*" } }
    "shop/any-role"         = { StringLike = { "aws:PrincipalArn" = "*:role/ci" } }
    "shop/any-organization" = { StringLike = { "aws:PrincipalOrgID" = "o-*" } }
    "shop/in-any"           = { Null = { "aws:PrincipalOrgID" = "false" } }
    "shop/in-none"          = { "ForAllValues:StringLike" = { "aws:PrincipalOrgPaths" = ["o-acme/*"] } }
    "shop/some-accounts"    = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::11111111111?:role/ci" } }
    "shop/one-account"      = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111111111111:role/*" } }
    "shop/one-part"         = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = ["o-acme/r-1/ou-1/*"] } }
    "shop/one-network"      = { StringEquals = { "aws:SourceVpce" = "vpce-1" } }
  }
}

resource "aws_ecr_repository_policy" "conditions" {
  for_each   = local.conditions_on_anybody
  repository = each.key
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "ecr:BatchGetImage"
      Principal = "*"
      Condition = each.value
    }]
  })
}
