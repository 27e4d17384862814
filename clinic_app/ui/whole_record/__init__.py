"""One patient's whole record: given out as a file, or read in from one."""
