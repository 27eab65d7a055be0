"""Everything that changes a signal or a track. Each function is one verb and one transaction."""
