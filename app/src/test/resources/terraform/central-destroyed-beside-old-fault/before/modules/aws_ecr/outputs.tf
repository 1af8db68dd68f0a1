output "repository_url" {
  description = "What goes into the catalog once the repository exists"
  value       = aws_ecr_repository.this.repository_url
}
