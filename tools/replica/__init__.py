"""Try a primary, a replica and a pooler for real: `make try-replica`. See docs/run/replica.md."""
