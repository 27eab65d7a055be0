"""What is shown of plans."""
