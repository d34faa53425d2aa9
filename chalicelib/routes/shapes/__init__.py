"""What the API takes and gives, declared once: for validation, the OpenAPI document and the dashboard's types."""
