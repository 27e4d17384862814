"""The same services without a window: what scripts and tests use."""
