"""The tables, one module for each kind of record."""
