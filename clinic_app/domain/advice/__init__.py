"""Easier, same, harder or stop: rules, holds and decisions."""
