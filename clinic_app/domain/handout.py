"""A handout as it was given to a patient: kept as it was, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clinic_app.domain.patient import Paper

LANGUAGES = ("en", "es")
CHART_LANGUAGE = "en"  # in which the clinicians read
ONE_PAGE_MOST = 4  # exercises; more on one page would shrink words or pictures too far


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


class Layout(StrEnum):
    """How the pages are made.

    ``ONE_PAGE`` is one page alone, without a diary, for up to ONE_PAGE_MOST exercises;
    ``LARGE_PRINT`` has no letter under 18 points; ``DIARY`` is the diary alone.
    """

    STANDARD = "standard"
    ONE_PAGE = "one-page"
    LARGE_PRINT = "large-print"
    DIARY = "diary"


@dataclass(frozen=True)
class HandoutOptions:
    """What to print. The harder rung prints only when switched on.

    ``language`` is one of LANGUAGES and ``look`` a name from `look.LOOKS`. ``mirror`` adds the
    same pages in the clinician's language, marked as a copy for the chart.
    """

    paper: Paper = Paper.LETTER
    language: str = "en"
    layout: Layout = Layout.STANDARD
    look: str = "standard"
    mirror: bool = False
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
