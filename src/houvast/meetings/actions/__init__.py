"""Everything that changes a case table. Each function is one verb and one transaction."""
