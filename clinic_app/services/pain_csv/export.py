"""Pain ratings as a CSV file that a spreadsheet cannot take for formulas."""

import csv
import io
from collections.abc import Sequence

from clinic_app.domain.pain import PainEntry

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def write(entries: Sequence[PainEntry]) -> bytes:
    """All ratings, voided ones too, as UTF-8 CSV; cells that look like formulas get a quote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["at", "series", "score", "context", "site", "voided", "void_reason"])
    for e in entries:
        voided = "yes" if e.voided else ""
        told = (e.at.isoformat(), str(e.series), str(e.score), e.context, e.site)
        cells = (*told, voided, e.void_reason)
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
