"""Storage on real files: each test opens an encrypted clinic in its own folder."""
