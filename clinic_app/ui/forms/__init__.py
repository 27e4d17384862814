"""The diary form: given out as a PDF, and read when it comes back."""
