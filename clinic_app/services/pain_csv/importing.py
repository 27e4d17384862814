"""Whether a preview may be kept, and what was kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.services.pain_csv.values import CsvPreview, CsvRow

_MOST_TOLD = 10  # reasons in one message, and runs of lines of each


@dataclass(frozen=True)
class Imported:
    """How many ratings were kept, how many were there already, and the lines left out."""

    added: int
    known: int
    skipped: tuple[CsvRow, ...] = ()


def check_importable(preview: CsvPreview) -> None:
    """Raises UserError, in one line, with what must be answered or put right first."""
    if preview.questions:
        told = " ".join(str(question) for question in preview.questions)
        raise UserError(f"Nothing was imported. {told}")
    sound = any(row.entry for row in preview.rows)
    if preview.bad and not (sound and preview.options.skips_bad):
        whole = "" if sound else "No line of the file holds a rating that can be kept. "
        way = ", or leave them out with --skip-bad" if sound else ""
        raise UserError(
            f"Nothing was imported. {whole}{' '.join(_told(preview.bad))}",
            f"Put them right in the file{way}.",
        )
    if not sound:
        raise UserError("Nothing was imported. No line of the file holds a rating.")


def _told(bad: Sequence[CsvRow]) -> list[str]:
    """Each reason once, with the lines it holds for: ``lines 2-13, 15: ...``."""
    by_reason: dict[str, list[int]] = {}
    for row in bad:
        by_reason.setdefault(row.error, []).append(row.line)
    told = [f"{_lines(lines)}: {error}" for error, lines in by_reason.items()]
    more = len(told) - _MOST_TOLD
    return [*told[:_MOST_TOLD], *([f"and {more} other reasons."] if more > 0 else [])]


def _lines(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= 1:
            runs[-1][-1] = number
        else:
            runs.append([number, number])
    spans = [f"{a}" if a == b else f"{a}-{b}" for a, b in runs]
    more = f" and {len(spans) - _MOST_TOLD} other places" if len(spans) > _MOST_TOLD else ""
    one = len(spans) == 1 and "-" not in spans[0]
    return f"{'line' if one else 'lines'} {', '.join(spans[:_MOST_TOLD])}{more}"
