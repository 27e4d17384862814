"""A patient's plan: its exercises, doses and their words, what is printed of it."""
