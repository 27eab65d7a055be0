"""What is decided about case tables, their agenda and agreements. No database, no clock."""
