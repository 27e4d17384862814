"""Opening a clinic that is locked."""
