"""The encrypted clinic file: keys, transactions, and one module per kind of thing kept."""
