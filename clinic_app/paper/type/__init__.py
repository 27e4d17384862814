"""Fonts, shaping, and text set in lines."""
