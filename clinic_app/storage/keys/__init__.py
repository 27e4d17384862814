"""The key file: what opens the data key, its copies, and wrong tries."""
