"""Search: what can be found, and the scripts that hand it to the search page."""
