registries = {
  payments-gateway = {
    id    = "REGISTRY_PAYMENTS_GATEWAY"
    owner = "app-team-payments"
    risk  = "high"
  }
  payments-ledger = {
    id    = "REGISTRY_PAYMENTS_LEDGER"
    owner = "app-team-payments"
    risk  = "high"
  }
  search-api = {
    id    = "REGISTRY_SEARCH_API"
    owner = "app-team-search"
    risk  = "medium"
  }
  search-indexer = {
    id    = "REGISTRY_SEARCH_INDEXER"
    owner = "app-team-search"
    risk  = "low"
  }
  old-thing = {
    id    = "REGISTRY_OLD_THING"
    owner = "app-team-search"
    risk  = "low"
  }
}
