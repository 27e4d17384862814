"""What the program can do, one file per family of use cases; no Qt, no SQL, no pages inside."""
