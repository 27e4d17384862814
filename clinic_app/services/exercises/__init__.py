"""The exercise library, its ladder and its pictures."""
