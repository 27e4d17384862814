"""The body that the figure engine draws: its surface, its lines, its muscles, what it rests on."""
