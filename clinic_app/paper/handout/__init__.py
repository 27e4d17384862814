"""The handout: cards, panels, safety words, pages."""
