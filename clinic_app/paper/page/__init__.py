"""A page: sheet, blocks, tags, pictures, preview."""
