"""The plan: the list of exercises as cards, every change to it, and its saving."""
