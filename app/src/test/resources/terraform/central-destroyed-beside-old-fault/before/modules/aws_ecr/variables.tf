variable "name" {
  description = "Name of the repository, as in the catalog"
  type        = string
}

variable "id" {
  description = "Id in the catalog"
  type        = string
}

variable "owner" {
  description = "Slug of the owning team"
  type        = string
}

variable "risk" {
  description = "Risk tier: low, medium or high"
  type        = string

  validation {
    condition     = contains(["low", "medium", "high"], var.risk)
    error_message = "The risk tier is low, medium or high."
  }
}
