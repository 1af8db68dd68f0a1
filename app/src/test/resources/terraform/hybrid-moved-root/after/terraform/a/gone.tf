removed {
  from = aws_ecr_repository.image["jobs"]
  lifecycle {
    destroy = false
  }
}
