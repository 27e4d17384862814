"""Handrail: exercise plans, patient handouts and honest pain charts for physical therapists."""

__version__ = "0.4.0"
