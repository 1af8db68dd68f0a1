# The same names, owners and tiers as in acme/platform-catalog; pending ones come with their approval.

registries = {
  media-thumbnailer = {
    id    = "REGISTRY_MEDIA_THUMBNAILER"
    owner = "app-team-media"
    risk  = "low"
  }

  media-transcoder = {
    id    = "REGISTRY_MEDIA_TRANSCODER"
    owner = "app-team-media"
    risk  = "medium"
  }

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

  payments-reports = {
    id    = "REGISTRY_PAYMENTS_REPORTS"
    owner = "app-team-payments"
    risk  = "medium"
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
}
