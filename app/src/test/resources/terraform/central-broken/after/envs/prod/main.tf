resource "aws_ecr_repository" "a" {
  name = "nobody-knows"
}

resource "aws_ecr_repository" "c" {
  name =
}

resource "aws_ecr_repository" "b" {
  name = 
}
