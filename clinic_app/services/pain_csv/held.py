"""A column of a file with what its name says and what its cells hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from clinic_app.domain.errors import UserError
from clinic_app.services.pain_csv.clock import parse_clock
from clinic_app.services.pain_csv.header import Named
from clinic_app.services.pain_csv.scores import parse_cell
from clinic_app.services.pain_csv.values import Use
from clinic_app.services.pain_csv.written import Form, form_of

_SAMPLE = 200
_MOST = 0.8  # so much of what is filled must be of a kind
_YES_NO = frozenset("yes no y n true false 0 1 si sí ja nein nee oui non sim não nao x j s".split())


@dataclass
class Held:
    """A column with its name's meaning and its cells that are filled."""

    index: int
    name: str
    said: Named
    cells: Sequence[str]
    handle: str
    use: Use = Use.UNUSED
    remark: str = ""
    chosen: bool = False

    @cached_property
    def sample(self) -> list[str]:
        return [cell for cell in self.cells[: _SAMPLE * 5] if cell][:_SAMPLE]

    @cached_property
    def is_dates(self) -> bool:
        return self._share(_is_date) >= _MOST

    @cached_property
    def is_day_numbers(self) -> bool:
        return self._share(_is_serial) >= _MOST

    @cached_property
    def is_clock(self) -> bool:
        return self._share(_is_clock) >= _MOST

    @cached_property
    def is_numbers(self) -> bool:
        return self._share(_is_score) >= _MOST

    @cached_property
    def is_yes_no(self) -> bool:
        filled = {cell.lower() for cell in self.cells if cell}
        return bool(filled) and filled <= _YES_NO

    def _share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.sample)) / len(self.sample) if self.sample else 0.0


def free(held: Sequence[Held]) -> list[Held]:
    """The columns that have no use yet, and to which a person gave none."""
    return [h for h in held if not h.chosen and h.use is Use.UNUSED]


def nameless(held: Sequence[Held]) -> bool:
    """Whether the file has no header."""
    return not any(h.name for h in held)


def _is_date(cell: str) -> bool:
    return form_of(cell) not in (None, Form.SERIAL)


def _is_serial(cell: str) -> bool:
    return form_of(cell) is Form.SERIAL


def _is_clock(cell: str) -> bool:
    try:
        parse_clock(cell)
    except UserError:
        return False
    return True


def _is_score(cell: str) -> bool:
    score = parse_cell(cell)
    return score.number is not None and score.number <= 100
