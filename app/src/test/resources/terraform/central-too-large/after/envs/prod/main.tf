terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region              = "eu-west-2"
  allowed_account_ids = ["111111111111"]
}

module "registry" {
  source   = "../../modules/aws_ecr"
  for_each = var.registries

  name  = each.key
  id    = each.value.id
  owner = each.value.owner
  risk  = each.value.risk
}

output "repository_urls" {
  value = { for name, registry in module.registry : name => registry.repository_url }
}
