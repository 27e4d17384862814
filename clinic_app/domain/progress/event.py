"""What happened to a patient on a day: a visit, a flare-up, an injection, surgery."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_app.domain.text import clean_line, plain_line


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
        own = {"warning_sign": "Warning sign", "cleared": "Cleared after surgery"}
        return own.get(self, self.replace("_", "-").capitalize())


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
        object.__setattr__(self, "text", clean_line(self.text, "The event"))
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))

    @property
    def words(self) -> str:
        """``Flare-up: long car ride``."""
        return f"{self.kind.label}: {self.text}" if self.text else self.kind.label
