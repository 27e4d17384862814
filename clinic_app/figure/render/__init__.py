"""The renderer: a solved scene becomes a display list of fills and ink."""
