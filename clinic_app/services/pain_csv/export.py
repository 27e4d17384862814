"""Pain ratings as a CSV file."""

from collections.abc import Iterator, Sequence

from clinic_app.domain.pain.pain import PainRating
from clinic_app.services.csv_file import csv_file

_HEADER = ("at", "series", "score", "context", "site", "voided", "void_reason")


def write(entries: Sequence[PainRating]) -> bytes:
    """All ratings, voided ones too."""
    return csv_file(_HEADER, _rows(entries))


def _rows(entries: Sequence[PainRating]) -> Iterator[tuple[str, ...]]:
    for e in entries:
        parts = (e.at.isoformat(), str(e.series), str(e.score), e.context, e.site)
        yield (*parts, "yes" if e.voided else "", e.void_reason)
