"""What is known of what works: cards with sources, for and against, that two people keep."""
