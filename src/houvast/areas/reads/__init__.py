"""What is known of areas, as finished values."""
