"""An exercise and its ladder: settings, rungs, steps, loads, and the words of each."""
