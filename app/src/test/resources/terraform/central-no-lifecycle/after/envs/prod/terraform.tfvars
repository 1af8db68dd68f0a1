registries = {
  payments-gateway = {
    id    = "REGISTRY_PAYMENTS_GATEWAY"
    owner = "app-team-payments"
    risk  = "high"
  }
}
