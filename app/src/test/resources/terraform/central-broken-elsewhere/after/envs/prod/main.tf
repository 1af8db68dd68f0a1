resource "aws_ecr_repository" "indexer" {
  name = "search-indexer"

  image_scanning_configuration {
    scan_on_push = true
  }
}
