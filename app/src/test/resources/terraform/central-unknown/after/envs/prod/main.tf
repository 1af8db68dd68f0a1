module "ecr" {
  source   = "git::https://github.com/acme/modules.git//modules/aws_ecr?ref=v1"
  for_each = var.registries
  name     = each.key
  owner    = each.value.owner
  risk     = each.value.risk
}

resource "aws_ecr_repository" "ledger" {
  name                 = "payments-ledger"
  image_tag_mutability = var.mutability
}

resource "aws_ecr_repository" "later" {
  name = data.aws_ssm_parameter.name.value
}

variable "registries" {}
variable "mutability" {}
