locals {
  github = "token.actions.githubusercontent.com"
  conditions = {
    no-condition    = {}
    audience-alone  = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com" } }
    branch-alone    = { StringEquals = { "${local.github}:ref" = "refs/heads/main" } }
    all-but-one     = { StringNotLike = { "${local.github}:sub" = "repo:acme@1/shop@2:*" } }
    any-subject     = { Null = { "${local.github}:sub" = "false" } }
    organization    = { StringLike = { "${local.github}:sub" = "repo:acme/*" } }
    if-it-exists    = { StringLikeIfExists = { "${local.github}:sub" = "repo:acme@1/shop@2:*" } }
    ids-of-any      = { StringLike = { "${local.github}:repository_id" = "?*" } }
    ids-with-a-one  = { StringLike = { "${local.github}:sub" = "repo:*", "${local.github}:repository_id" = "1*" } }
    any-workflow    = { StringLike = { "${local.github}:sub" = "repo:*", "${local.github}:job_workflow_ref" = "a*" } }
    of-an-owner     = { StringLike = { "${local.github}:job_workflow_ref" = "acme/*/.github/workflows/push.yml@*" } }
    one-by-workflow = { StringLike = { "${local.github}:sub" = "repo:acme/*", "${local.github}:job_workflow_ref" = "acme/shop/.github/workflows/push.yml@*" } }
    one-by-id       = { StringLike = { "${local.github}:sub" = "repo:acme/*" }, StringEquals = { "${local.github}:repository_id" = "2" } }
    one-by-both     = { StringLike = { "${local.github}:sub" = "repo:acme@1/*" }, StringEquals = { "${local.github}:sub" = "repo:acme@1/shop@2:environment:prod" } }
    one-that-exists = { StringLike = { "${local.github}:sub" = "repo:acme@1/shop@2:*" }, Null = { "${local.github}:sub" = "false" } }
    no-pull-request = { StringLike = { "${local.github}:sub" = "repo:acme@1/shop@2:*" }, StringNotEquals = { "${local.github}:sub" = "repo:acme@1/shop@2:pull_request" } }
  }
}

resource "aws_iam_role" "roles" {
  for_each = local.conditions
  name     = each.key
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }
      Condition = each.value
    }]
  })
}
