"""Pages for a clinic whose files are damaged, and what else is asked before it opens."""
