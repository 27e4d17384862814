"""The file of a backup, and how restored files take their place."""
