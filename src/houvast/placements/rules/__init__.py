"""What holds for placements: plain Python, no database and no clock."""
