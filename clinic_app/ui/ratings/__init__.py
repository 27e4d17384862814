"""Pain ratings: entering, importing, and their table."""
