"""CSV files that a spreadsheet cannot take for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def csv_file(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark that spreadsheets know; cells that look like formulas get a quote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in cells] for cells in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
