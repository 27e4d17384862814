"""The encrypted file: opening, transactions, pages, encrypting anew."""
