"""What crosses between those who work with one young person, and on which conditions."""
