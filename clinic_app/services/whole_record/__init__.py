"""One patient's whole record as a file, out and in."""
