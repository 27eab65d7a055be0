"""What is shared with whom, and what was given to whom."""
