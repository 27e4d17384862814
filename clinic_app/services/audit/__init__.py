"""The audit trail to read, checks of a clinic, and what is damaged."""
