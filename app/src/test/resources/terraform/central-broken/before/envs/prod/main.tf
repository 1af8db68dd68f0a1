resource "aws_ecr_repository" "b" {
  name = "payments-ledger"
}
