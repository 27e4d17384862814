"""Advice on the exercises of a plan, for the clinician alone."""
