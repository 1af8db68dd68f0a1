resource "aws_ecr_repository" "a" {
  name = "nobody-knows"
}

resource "aws_ecr_repository" "b" {
  name = 
}
