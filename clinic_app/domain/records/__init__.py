"""What is kept of records: audit trail, findings, backups, erasure, whole records."""
