resource "aws_ecr_repository" "both" {
  for_each = toset(["shop/api", "shop/web"])

  name                 = each.key
  image_tag_mutability = "MUTABLE" # shop/api must not have it, shop/web may

  encryption_configuration {
    encryption_type = each.key == "shop/api" ? "KMS" : "AES256"
  }

  image_scanning_configuration {
    scan_on_push = false # both must be scanned
  }
}

resource "aws_ecr_lifecycle_policy" "both" {
  for_each = aws_ecr_repository.both

  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 } # 50 and 30 are wanted
      action       = { type = "expire" }
    }]
  })
}

# Nothing is said of mutability here, so there is no value to be written anew; the key is as long as one.
resource "aws_ecr_repository" "one" {
  for_each = { MUTABLE = "shop/api" }
  name     = each.value
}
