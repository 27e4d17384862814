"""The pain chart in the window, its parts, and the verdict beside it."""
