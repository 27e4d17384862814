"""Pictures of exercises on the screen: painted, asked for in time, and moving."""
