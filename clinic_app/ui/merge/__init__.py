"""Two records of one person: looked at side by side, made one, taken apart again."""
