"""Outcome measures on the screen: entering a result, seeing what its change may mean."""
