"""Whether a preview may be kept, and what was kept of it."""

from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.services.pain_csv.values import CsvPreview, CsvRow

_MOST_TOLD = 10  # bad rows in one message


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
    problems = preview.problems
    if problems and not preview.options.skips_bad:
        more = len(problems) - _MOST_TOLD
        told = [*problems[:_MOST_TOLD], *([f"and {more} more"] if more > 0 else [])]
        raise UserError(
            f"Nothing was imported. {'; '.join(told)}",
            "Put them right in the file, or leave them out with --skip-bad.",
        )
    if not any(row.entry for row in preview.rows):
        raise UserError("Nothing was imported. No line of the file holds a rating.")
