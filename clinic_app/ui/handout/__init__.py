"""The Handouts tab: see the pages, print or save them, print an old one again."""
