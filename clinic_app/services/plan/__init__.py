"""Plans, templates and handouts."""
