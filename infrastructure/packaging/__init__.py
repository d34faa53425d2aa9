"""The package: what is deployed, the same bytes whatever laptop makes it (docs/decisions/0010)."""
