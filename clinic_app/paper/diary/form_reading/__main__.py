"""The process that reads a form: a PDF comes in, JSON goes out, and nothing else is allowed."""

import json
import sys

from clinic_app.paper.diary.form_reading import confinement
from clinic_app.paper.diary.form_reading.limits import LARGEST_BYTES


def main() -> None:
    """Answer ``{"id": ..., "values": ...}`` or ``{"refused": ...}``, whatever comes in."""
    confinement.limit()
    from clinic_app.paper.diary.form_reading import fields

    confinement.close_off()
    try:
        answer: dict[str, object] = fields.read(sys.stdin.buffer.read(LARGEST_BYTES + 1))
    except fields.Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "too much"}
    except Exception:  # whatever a broken file brings about, it is the file that is broken
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
