"""What is decided about signals, tracks, contacts and the promise. No database, no clock."""
