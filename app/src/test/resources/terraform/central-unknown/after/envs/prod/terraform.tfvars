registries = {
  payments-gateway = {
    id    = "REGISTRY_PAYMENTS_GATEWAY"
    owner = "app-team-payments"
    risk  = "high"
  }
  search-api = {
    id    = "X"
    owner = "app-team-media"
    risk  = "medium"
  }
}
