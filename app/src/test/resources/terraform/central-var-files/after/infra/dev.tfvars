repos = {
  search-indexer = { owner = "app-team-search" }
}
