"""A table that waits for a yes: what every importer shares, whatever comes in."""
