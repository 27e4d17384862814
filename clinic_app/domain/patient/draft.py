"""What somebody typed and did not save: where it stood, when, and the words for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.words import NP_, Message, _

_SLOT = "~"
VERSION_OF = "version_of"  # in a draft's content: whose version it names, where not its patient's
_FORM = NP_("unfinished text", "form")
# What a place begins with, and what it is called.
KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "clinic": NP_("unfinished text", "clinic details"),
        "compare": NP_("unfinished text", "comparing two dates"),
        "diary": NP_("unfinished text", "diary"),
        "dose": NP_("unfinished text", "dose"),
        "doubtful": NP_("unfinished text", "days not done"),
        "episode": NP_("unfinished text", "episode"),
        "event": NP_("unfinished text", "event"),
        "form": NP_("unfinished text", "filled form"),
        "handout": NP_("unfinished text", "handout"),
        "import": NP_("unfinished text", "import of ratings"),
        "kiosk": NP_("unfinished text", "kiosk answers"),
        "limits": NP_("unfinished text", "limits"),
        "measure": NP_("unfinished text", "outcome measure"),
        "new-patient": NP_("unfinished text", "new patient"),
        "own-rule": NP_("unfinished text", "when the patient stops"),
        "plan": NP_("unfinished text", "plan"),
        "rating": NP_("unfinished text", "pain rating"),
        "record": NP_("unfinished text", "record"),
        "report": NP_("unfinished text", "report"),
        "session": NP_("unfinished text", "how the exercises went"),
        "sign": NP_("unfinished text", "note on a warning sign"),
        "strike": NP_("unfinished text", "entry in error"),
        "template": NP_("unfinished text", "template"),
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
    return _(KINDS.get(kind_of(place), _FORM))


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
    time = f"{local:%H:%M}"
    if days == 0:
        return _("You typed this today {time} and did not save it.", time=time)
    if days == 1:
        return _("You typed this yesterday {time} and did not save it.", time=time)
    weekday = weekday_words(local.date()).split()[0]
    day = weekday if 0 < days < 7 else day_words(local.date())
    return _("You typed this on {day} {time} and did not save it.", day=day, time=time)
