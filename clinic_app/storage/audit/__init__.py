"""The audit trail: rows, digests of records, checkpoints, and their check."""
