"""The windows: they show domain values and call services."""
