"""The progress report, and the printed audit trail."""
