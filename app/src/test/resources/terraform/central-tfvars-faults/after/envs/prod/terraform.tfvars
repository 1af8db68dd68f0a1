registries = {
  payments-gatewy = {
    id    = "REGISTRY_PAYMENTS_GATEWAY"
    owner = "app-team-payments"
    risk  = "high"
  }
  payments-ledger = {
    id    = "REGISTRY_PAYMENTS_LEDGER"
    owner = "app-team-media"
    risk  = "low"
  }
  search-api = {
    id    = "REGISTRY_SEARCH"
    owner = "app-team-search"
    risk  = "medium"
  }
  old-thing = {
    id    = "REGISTRY_OLD_THING"
    owner = "app-team-search"
    risk  = "low"
  }
  search-indexer = {
    id    = "REGISTRY_SEARCH_INDEXER"
    owner = "app-team-search"
    risk  = "low"
  }
}
