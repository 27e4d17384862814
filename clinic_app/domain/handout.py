"""A handout as it was given to a patient: kept as it was, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.patient import Paper


@dataclass(frozen=True)
class IssuedHandout:
    """One printed or saved handout.

    ``snapshot`` is the plan with every text resolved, as JSON-ready values; ``sha256`` is the
    hex digest of the exact PDF, which is kept beside it; ``issued_at`` has its time zone.
    """

    id: str
    patient_id: str
    issued_at: datetime
    clinician_id: str
    paper: Paper
    pages: int
    snapshot: Mapping[str, object]
    sha256: str


@dataclass(frozen=True)
class HandoutOptions:
    """What to print. ``language`` is en or es; the harder rung prints only when switched on."""

    paper: Paper = Paper.LETTER
    language: str = "en"
    diary: bool = True
    next_easier: bool = True
    next_harder: bool = False


@dataclass(frozen=True)
class RenderedHandout:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


@dataclass(frozen=True)
class PageImage:
    """One page as a picture: ``rgb`` holds ``height * width * 3`` bytes, rows from the top."""

    width: int
    height: int
    rgb: bytes
