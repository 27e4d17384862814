"""Pages for paper: handouts, the diary, the key sheet and the printed pain chart."""
