"""exercises/*.yaml becomes a Catalog; errors name file, line and key. Search lives here too."""
