"""What may be a list of reference data, and how one finds something in it: plain Python."""
