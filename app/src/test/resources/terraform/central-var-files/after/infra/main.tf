variable "repos" {
  type = map(object({
    owner      = string
    mutability = optional(string, "MUTABLE")
  }))
}

resource "aws_ecr_repository" "this" {
  for_each             = var.repos
  name                 = each.key
  image_tag_mutability = each.value.mutability
  tags                 = { owner = each.value.owner }
  image_scanning_configuration { scan_on_push = true }
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each   = aws_ecr_repository.this
  repository = each.value.name
  policy = templatefile("${path.module}/lifecycle.tftpl", { keep = 20 })
}
