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
