# Reviewed.
resource "aws_ecr_repository" "web" {
  force_delete = var.deletes
}
