"""The plan: the list of exercises, the library beside it, and the panel that adjusts one."""
