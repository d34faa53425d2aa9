"""What the API takes and gives, declared once: it validates requests, makes the OpenAPI document and the dashboard's types."""
