"""The encrypted SQLite file: opening, transactions, pages, encrypting anew."""
