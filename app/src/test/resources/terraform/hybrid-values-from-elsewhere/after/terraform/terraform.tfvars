registries = {
  "shop/api" = { critical = false, mutability = "MUTABLE" }
}
