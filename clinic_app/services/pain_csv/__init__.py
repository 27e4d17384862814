"""Pain ratings from and to CSV files: read, asked about, compared with the record, written."""
