"""The paper diary keyed in, and how the exercises went."""
