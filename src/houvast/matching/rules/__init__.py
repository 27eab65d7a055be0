"""Which workplaces fit a young person, and why: integers from a published table, no learning."""
