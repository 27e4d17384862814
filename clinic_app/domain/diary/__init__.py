"""What patients answer: the paper diary, its form, and the kiosk."""
