"""The pain chart on paper."""
