"""Backups in the window: where they go, how they went, and the places for them."""
