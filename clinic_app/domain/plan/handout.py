"""A handout as it was given to a patient: kept as it was, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clinic_app.domain.patient.patient import Paper
from clinic_app.words import N_, Message, _

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
    """How the pages are made: a member here, a row in `LAYOUTS`, its pages in `handout.layout`."""

    STANDARD = "standard"
    ONE_PAGE = "one-page"
    LARGE_PRINT = "large-print"
    DIARY = "diary"


@dataclass(frozen=True)
class LayoutChoice:
    """What a layout is chosen by; ``has_diary`` is None where the diary is chosen apart."""

    text: Message
    has_diary: bool | None = None
    no_diary: Message | None = None

    @property
    def name(self) -> str:
        """What it is called in the list of layouts."""
        return _(self.text, number=ONE_PAGE_MOST)

    @property
    def why_no_diary(self) -> str:
        """Why the diary cannot be chosen; empty where it can."""
        return _(self.no_diary) if self.no_diary else ""


LAYOUTS: Mapping[Layout, LayoutChoice] = {
    Layout.STANDARD: LayoutChoice(N_("Standard")),
    Layout.ONE_PAGE: LayoutChoice(
        N_("One page, up to {number} exercises"),
        has_diary=False,
        no_diary=N_("One page has no room for the diary; print the diary alone beside it."),
    ),
    Layout.LARGE_PRINT: LayoutChoice(N_("Large print, 18 points")),
    Layout.DIARY: LayoutChoice(N_("Diary alone"), has_diary=True),
}
"""Every layout, in the order in which they are offered."""


def has_diary(options: Mapping[str, object]) -> bool:
    """Whether pages made with the options of a stored handout have two weeks to fill in."""
    named = (choice for layout, choice in LAYOUTS.items() if layout == options.get("layout"))
    fixed = next(named, LAYOUTS[Layout.STANDARD]).has_diary
    return bool(options.get("diary", True)) if fixed is None else fixed


@dataclass(frozen=True)
class HandoutOptions:
    """What to print. The harder rung prints only when switched on.

    ``language`` is one of `words.languages`, ``look`` a name from `look.LOOKS`. ``mirror`` adds
    the same pages in the clinician's language, marked as a copy for the chart.
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
