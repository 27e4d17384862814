"""What somebody typed and did not save: where it stood, when, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

_SLOT = "~"
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
        "strike": "striking out",
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
        return self.place.partition(_SLOT)[0]

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


def belongs_to(place: str, form: str) -> bool:
    """Whether a place holds a draft of this form."""
    return place.partition(_SLOT)[0] == form
