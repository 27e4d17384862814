"""The body as numbers: joints, the skeleton they move, and the solver that finds a pose."""
