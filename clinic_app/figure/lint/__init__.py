"""Checks of solved figures: a picture that is wrong says so."""
