resource "aws_ecr_repository" "x" {
  name =
}
