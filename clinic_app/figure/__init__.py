"""Exercise pictures drawn from their own numbers: pose, solve, depth, ink, display list."""
