"""Diary, form and kiosk."""
