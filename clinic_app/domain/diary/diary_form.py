"""What a diary form that came back holds, box by box, against what the record holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain.diary.diary import Diary


class FormState(StrEnum):
    """What becomes of a box: only NEW ones are added unasked, DIFFERS where that is asked for."""

    NEW = "new"
    KNOWN = "in the record"
    DIFFERS = "differs"
    REFUSED = "cannot be added"


@dataclass(frozen=True)
class FormLine:
    """One box: ``what`` names the series or the exercise, ``value`` is what the form says.

    ``told`` says more where the state alone does not: what the record holds, or what is wrong.
    """

    day: date
    what: str
    value: str
    state: FormState
    told: str = ""


@dataclass(frozen=True)
class FormPreview:
    """A form that was read; nothing of it is kept yet.

    ``diary`` holds every box that could be read. ``ratings`` and ``ticks`` count what is new
    (sessions, for the ticks), ``not_done`` the empty boxes beside a tick that are new as "not
    done"; ``differing`` and ``refused`` count boxes.
    """

    form_id: str
    patient_id: str
    diary: Diary
    lines: tuple[FormLine, ...]
    ratings: int
    ticks: int
    not_done: int = 0

    @property
    def differing(self) -> int:
        """Boxes for which the record holds something else."""
        return self._count(FormState.DIFFERS)

    @property
    def refused(self) -> int:
        """Boxes that hold nothing that can be kept."""
        return self._count(FormState.REFUSED)

    @property
    def words(self) -> str:
        """``New: 23 pain ratings and 40 ticks. 5 boxes are in the record already. ...``"""
        if not (self.has_new or self.differing or self.refused):
            return "Everything in this form is in the record already."
        known = self._count(FormState.KNOWN)
        sentences = [f"New: {self.added_words}." if self.has_new else "Nothing is new."]
        sentences += [f"{_boxes(known)} in the record already."] if known else []
        if self.differing:
            sentences.append(f"{_boxes(self.differing)} otherwise in the record.")
        if self.refused:
            some = "1 box" if self.refused == 1 else f"{self.refused} boxes"
            sentences.append(f"{some} cannot be added.")
        return " ".join(sentences)

    @property
    def added_words(self) -> str:
        """``23 pain ratings, 40 ticks and 3 not done``; ``14 pain ratings, no exercise logged``."""
        ratings = _counted(self.ratings, "pain rating") if self.ratings else ""
        if not self.diary.ticks:
            return f"{ratings or 'no pain rating'}, no exercise logged"
        ticks = _counted(self.ticks, "tick") if self.ticks else ""
        empty = f"{self.not_done} not done" if self.not_done else ""
        *first, last = [words for words in (ratings, ticks, empty) if words] or ["nothing"]
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def has_new(self) -> bool:
        """Whether anything can be added; days on which nothing was done count too."""
        return self._count(FormState.NEW) > 0

    def _count(self, state: FormState) -> int:
        return sum(line.state is state for line in self.lines)


def _boxes(count: int) -> str:
    return "1 box is" if count == 1 else f"{count} boxes are"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
