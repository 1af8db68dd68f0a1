resource "aws_ecr_repository" "many" {
  count = 100000000
  name  = "x-${count.index}"
}
