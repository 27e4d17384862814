"""Whether pain changed: weeks, rules, verdict, and its words."""
