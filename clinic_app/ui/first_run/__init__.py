"""Making a clinic, step by step on one page."""
