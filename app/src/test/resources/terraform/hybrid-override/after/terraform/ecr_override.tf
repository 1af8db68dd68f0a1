terraform {
  backend "local" {}
}

resource "aws_ecr_repository" "web" {
  force_delete = true
}
