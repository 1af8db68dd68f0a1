resource "aws_ecr_repository" "b" {
  name = "payments-ledger"
}

resource "aws_ecr_repository" "c" {
  name =
}
