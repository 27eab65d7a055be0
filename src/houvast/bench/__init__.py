"""How quick the busiest screens are, measured on large fictional data. Nothing here is served."""
