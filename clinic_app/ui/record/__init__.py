"""A patient as a record: details, precautions, episodes."""
