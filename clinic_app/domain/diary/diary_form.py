"""What a diary form that came back holds, box by box, against what the record holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain.diary.diary import Diary, box_words
from clinic_app.words import _, ngettext


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
            return _("Everything in this form is in the record already.")
        known = self._count(FormState.KNOWN)
        new = _("New: {boxes}.", boxes=self.added_words) if self.has_new else _("Nothing is new.")
        counted = (
            (
                known,
                ngettext(
                    "{count} box is in the record already.",
                    "{count} boxes are in the record already.",
                    known,
                ),
            ),
            (
                self.differing,
                ngettext(
                    "{count} box is otherwise in the record.",
                    "{count} boxes are otherwise in the record.",
                    self.differing,
                ),
            ),
            (
                self.refused,
                ngettext(
                    "{count} box cannot be added.", "{count} boxes cannot be added.", self.refused
                ),
            ),
        )
        return " ".join([new, *(words for count, words in counted if count)])

    @property
    def added_words(self) -> str:
        """``23 pain ratings, 40 ticks and 3 not done``; ``14 pain ratings, no exercise logged``."""
        if not self.diary.ticks and not self.ratings:
            return _("no pain rating, no exercise logged")
        if not self.diary.ticks:
            return box_words(self.ratings, 0)
        parts = (
            (self.ratings, ngettext("{count} pain rating", "{count} pain ratings", self.ratings)),
            (self.ticks, ngettext("{count} tick", "{count} ticks", self.ticks)),
            (self.not_done, ngettext("{count} not done", "{count} not done", self.not_done)),
        )
        *first, last = [words for count, words in parts if count] or [_("nothing")]
        return _("{items} and {last}", items=", ".join(first), last=last) if first else last

    @property
    def has_new(self) -> bool:
        """Whether anything can be added; days on which nothing was done count too."""
        return self._count(FormState.NEW) > 0

    def _count(self, state: FormState) -> int:
        return sum(line.state is state for line in self.lines)
