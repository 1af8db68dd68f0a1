
# a comment
registries = {
  payments-ledger = {
    id    = "REGISTRY_PAYMENTS_LEDGER"
    owner = "app-team-media"
    risk  = "low"
  }
}
