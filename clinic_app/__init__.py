"""Handrail: exercise plans, patient handouts and honest pain charts for physical therapists."""

import os
from datetime import date

# All matrices are small: starting threads for their products takes longer than the products do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.7.0"
RELEASED = date(2026, 11, 1)  # no clock that is right stands before it; the month of the release
