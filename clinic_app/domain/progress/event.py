"""What happened to a patient on a day: a visit, a flare-up, an injection, surgery."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain.text import clean_line, plain_line
from clinic_app.words import N_, NP_, _


class EventKind(StrEnum):
    """Kinds of events that somebody notes. Plan changes are events too, but note themselves."""

    VISIT = "visit"
    FLARE_UP = "flare_up"
    INJECTION = "injection"
    SURGERY = "surgery"
    WARNING_SIGN = "warning_sign"
    OTHER = "other"
    CLEARED = "cleared"

    @property
    def label(self) -> str:
        """As a clinician reads it."""
        return _(_LABELS[self])


_LABELS = {
    EventKind.VISIT: N_("Visit"),
    EventKind.FLARE_UP: N_("Flare-up"),
    EventKind.INJECTION: N_("Injection"),
    EventKind.SURGERY: N_("Surgery"),
    EventKind.WARNING_SIGN: N_("Warning sign"),
    EventKind.OTHER: NP_("event", "Other"),
    EventKind.CLEARED: N_("Cleared after surgery"),
}


@dataclass(frozen=True)
class Event:
    """One event; ``text`` says more in a line. A warning sign is a red flag, symptoms that spread
    down a limb, or new weakness: advice is to stop and refer until somebody decided on it. After
    surgery nothing harder is advised before somebody noted that the patient is cleared.

    Raises UserError for a text that is too long.
    """

    id: str
    patient_id: str
    day: date
    kind: EventKind
    text: str = ""
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_line(self.text, _("The event")))
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))

    @property
    def words(self) -> str:
        """``Flare-up: long car ride``."""
        return with_kind(self.kind.label, self.text) if self.text else self.kind.label


def with_kind(kind: str, text: str) -> str:
    """``Flare-up: long car ride``."""
    return _("{kind}: {text}", kind=kind, text=text)


def without_kind(words: str, kind: str) -> str:
    """The text alone, of words that begin with their kind."""
    return words.removeprefix(with_kind(kind, ""))
