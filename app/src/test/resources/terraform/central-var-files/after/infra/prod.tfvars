repos = {
  search-api = { owner = "app-team-search", mutability = "IMMUTABLE" }
}
