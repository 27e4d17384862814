"""The clinic, its clinicians, the look, and what the program is."""
