"""Backups: made, kept, tried and restored."""
