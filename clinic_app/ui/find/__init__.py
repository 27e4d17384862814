"""One field that finds patients, exercises and actions."""
