"""The window is painted before the database, the pages and the keys are loaded."""

import subprocess
import sys

_SLOW = ("sqlalchemy", "sqlcipher3", "reportlab", "alembic", "numpy", "argon2")


def test_the_empty_window_loads_nothing_slow():
    asked = f"import sys, clinic_app.ui.main_window; print(*set(sys.modules) & set({_SLOW!r}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
