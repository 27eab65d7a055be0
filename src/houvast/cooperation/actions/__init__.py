"""Share, refuse, look along, acknowledge, withdraw, put right: each leaves its trail."""
