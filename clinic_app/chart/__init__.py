"""The pain chart laid out once: what stands where, in which words, signs and colours by name."""
