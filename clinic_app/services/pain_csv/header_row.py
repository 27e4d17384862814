"""Where the names of the columns stand: after titles and remarks, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinic_app.domain.errors import UserError
from clinic_app.services.pain_csv.cells import Line
from clinic_app.services.pain_csv.header import named
from clinic_app.services.pain_csv.scores import parse_cell
from clinic_app.services.pain_csv.values import Answer, Note, Options, Question, Use
from clinic_app.services.pain_csv.written import form_of
from clinic_app.words import _

_DEEPEST = 30  # lines that a title and remarks may fill


@dataclass(frozen=True)
class Sheet:
    """The names of the columns, the lines below them, and what is to be said or asked."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()


def sheet_of(lines: Sequence[Line], options: Options) -> Sheet:
    """Find the header; without one the columns are named by their numbers."""
    if options.has_header is False:
        return _unnamed(lines)
    at = _header_at(lines)
    if at is None:
        return _unnamed(lines, _ask(options) if options.has_header is None else ())
    names = lines[at].cells
    below = tuple(line for line in lines[at + 1 :] if line.cells != names)
    if not below:
        raise UserError(
            _("The file holds no ratings."), _("It needs at least one row under the header.")
        )
    notes = [Note(_("The lines above the header are passed over."))] if at else []
    if len(below) < len(lines) - at - 1:
        notes.append(Note(_("The header stands in the file again and is passed over there.")))
    return Sheet(_trimmed(names, below), below, tuple(notes))


def _header_at(lines: Sequence[Line]) -> int | None:
    """The first line that names a date and something to rate, else the one above the data.

    None where the file begins with data.
    """
    first_lines = lines[:_DEEPEST]
    for n, line in enumerate(first_lines):
        if _is_data(line):
            break
        uses = {named(cell).use for cell in line.cells if cell}
        if Use.DATE in uses and (any(use.is_score for use in uses) or len(uses) > 1):
            return n
    data = next((n for n, line in enumerate(first_lines) if _is_data(line)), None)
    if data is None:
        return next((n for n, line in enumerate(lines) if sum(map(bool, line.cells)) > 1), 0)
    above = data - 1
    is_header = above >= 0 and sum(map(bool, lines[above].cells)) > 1
    return above if is_header else None


def _is_data(line: Line) -> bool:
    """A date and a number beside it."""
    dates = [n for n, cell in enumerate(line.cells) if cell and form_of(cell)]
    rest = (cell for n, cell in enumerate(line.cells) if n not in dates[:1])
    return bool(dates) and any(parse_cell(cell).number is not None for cell in rest)


def _unnamed(lines: Sequence[Line], questions: tuple[Question, ...] = ()) -> Sheet:
    width = max(len(line.cells) for line in lines)
    start = next((n for n, line in enumerate(lines) if _is_data(line)), 0)
    names = _trimmed(("",) * width, lines[start:])
    return Sheet(names, tuple(lines[start:]), (), questions)


def _trimmed(names: Sequence[str], lines: Sequence[Line]) -> tuple[str, ...]:
    """Without columns at the end that have neither a name nor a cell."""
    filled = max((n for n, name in enumerate(names) if name), default=-1)
    if not any(names):
        filled = max((n for line in lines for n, c in enumerate(line.cells) if c), default=-1)
    return tuple(names[: filled + 1])


def _ask(options: Options) -> tuple[Question, ...]:
    answer = Answer(
        _("the first line is a rating already"), "--no-header", replace(options, has_header=False)
    )
    return (Question(_("The file has no line with the names of the columns."), (answer,)),)
