"""What the lists that count now say. Each edition is read once by a process and kept."""
