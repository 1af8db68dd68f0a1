resource "aws_ecr_repository" "jobs" {
  name = "shop/jobs"
  image_scanning_configuration {
    scan_on_push = false
  }
}
