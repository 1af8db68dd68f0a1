variable "registries" {
  description = "The registries of the catalog, by name"
  type = map(object({
    id    = string
    owner = string
    risk  = string
  }))
}
