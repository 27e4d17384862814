"""Handrail: exercise plans, patient handouts and honest pain charts for physical therapists."""

from datetime import date

__version__ = "0.7.0"
RELEASED = date(2026, 11, 1)  # no clock that is right stands before it; the month of the release
