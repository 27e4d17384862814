"""The library beside the plan: what is found, as lines, and the filters of it."""
