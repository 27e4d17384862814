"""What somebody typed and did not save: where it stood, when, and the words for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from clinic_app.domain.dates import day_words, weekday_words

_SLOT = "~"
VERSION_OF = "version_of"  # in a draft's content: whose version it names, where not its patient's
# What a place begins with, and what it is called.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "clinic": "clinic details",
        "compare": "comparing two dates",
        "diary": "diary",
        "dose": "dose",
        "doubtful": "days not done",
        "episode": "episode",
        "event": "event",
        "form": "filled form",
        "handout": "handout",
        "import": "import of ratings",
        "kiosk": "kiosk answers",
        "limits": "limits",
        "measure": "outcome measure",
        "new-patient": "new patient",
        "own-rule": "when the patient stops",
        "plan": "plan",
        "rating": "pain rating",
        "record": "record",
        "report": "report",
        "session": "how the exercises went",
        "sign": "note on a warning sign",
        "strike": "entry in error",
        "template": "template",
    }
)


@dataclass(frozen=True)
class Draft:
    """What was typed at a place: ``event/<patient id>``. No record, and only its writer's.

    ``content`` is a document of JSON values that the form at the place understands.
    """

    place: str
    content: Mapping[str, Any]
    at: datetime
    patient_id: str | None = None

    @property
    def form(self) -> str:
        """The place without the number that keeps several drafts of one form apart."""
        return place_of_form(self.place)

    @property
    def kind(self) -> str:
        """What kind of form it was typed into."""
        return kind_of(self.place)


@dataclass(frozen=True)
class Waiting:
    """That somebody has unfinished typing, and of what kind; not what was typed."""

    writer_id: str
    place: str
    at: datetime
    patient_id: str | None = None

    @property
    def kind(self) -> str:
        """What kind of form it was typed into."""
        return kind_of(self.place)


def kind_of(place: str) -> str:
    """``event`` for ``event/<patient id>``."""
    return place.partition(_SLOT)[0].partition("/")[0]


def kind_words(place: str) -> str:
    """What the form is called: ``outcome measure``."""
    return KINDS.get(kind_of(place), "form")


def numbered(form: str, number: int) -> str:
    """The place of the first, second ... draft of one form."""
    return form if number < 2 else f"{form}{_SLOT}{number}"


def place_of_form(place: str) -> str:
    """The place without the number that keeps several drafts of one form apart."""
    return place.partition(_SLOT)[0]


def free_place(form: str, taken: Iterable[str]) -> str:
    """The first place of a form at which there is no draft."""
    used = set(taken)
    return next(p for n in range(1, len(used) + 2) if (p := numbered(form, n)) not in used)


def typed_words(at: datetime, now: datetime) -> str:
    """``You typed this on Monday 10:43 and did not save it.``; the date too when it is older."""
    local, today = at.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    day = {0: "today", 1: "yesterday"}.get(days)
    if day is None:
        weekday = weekday_words(local.date())
        day = "on " + (weekday.split()[0] if 0 < days < 7 else day_words(local.date()))
    return f"You typed this {day} {local:%H:%M} and did not save it."
