"""Erasing a patient on lawful demand."""
