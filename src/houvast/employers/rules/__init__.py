"""What is decided about employers and workplaces. No database, no clock."""
