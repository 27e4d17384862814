"""Pictures of exercises on the screen: painted, requested in time, and moving."""
