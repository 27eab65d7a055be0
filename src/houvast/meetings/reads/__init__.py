"""What is shown of case tables, as finished values."""
