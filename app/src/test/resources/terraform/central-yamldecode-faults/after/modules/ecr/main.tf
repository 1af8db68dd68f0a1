variable "name" { type = string }
variable "tags" { default = {} }
variable "kms" { type = string }

resource "aws_ecr_repository" "this" {
  name         = var.name
  force_delete = true
  tags         = merge(var.tags, { managed-by = "terraform" })

  encryption_configuration {
    encryption_type = "AES256"
    kms_key         = var.kms
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy     = file("${path.module}/lifecycle.json")
}

output "name" { value = aws_ecr_repository.this.name }
