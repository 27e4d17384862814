"""Parse the library into resources/library.json and draw the pictures that it shows first into
resources/pictures, where they are looked for before anything is parsed or drawn:
python packaging/pictures.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from clinic_app.services.exercises.library import keep_shipped
from clinic_app.services.exercises.shipped_figures import (
    draw_shipped,  # found in this folder's root
)
from clinic_app.shipped_data import LIBRARY, PICTURES

if __name__ == "__main__":
    keep_shipped(LIBRARY)
    draw_shipped(PICTURES)
