"""Bringing a clinic back from a backup, moving it, opening another one."""
