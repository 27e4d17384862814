"""An outcome measure: its range, which way is better, how large a change must be, and results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from clinic_app.domain.errors import UserError

_SLACK = 1e-9


class Change(StrEnum):
    """What a change of a measure may be called."""

    BETTER = "better"
    POSSIBLE = "possible"
    UNCERTAIN = "uncertain"
    WORSE = "worse"
    TOO_FEW = "not_enough_data"


@dataclass(frozen=True)
class Measure:
    """One outcome measure.

    Scores run from ``low`` to ``high`` in steps of ``step``; ``unit`` follows the number (``%``,
    nothing). ``mdc`` is the smallest change beyond noise, ``mcid`` the smallest that matters, both
    in points of the score, None where no source is trusted. ``source`` says where they are from.
    ``has_items`` tells that the program asks the questions itself; otherwise only the dated total
    is kept and ``licence`` says why. ``region`` narrows a suggestion, empty for any.
    """

    id: str
    name: str
    full_name: str
    low: float
    high: float
    step: float
    up_is_better: bool
    unit: str
    mdc: float | None
    mcid: float | None
    source: str
    licence: str
    has_items: bool = False
    regions: tuple[str, ...] = ()
    loinc: str = ""
    is_change_rating: bool = False

    def checked(self, score: float) -> float:
        """The score; raises UserError naming range and step for one that cannot be."""
        if not isfinite(score) or not self.low <= score <= self.high:
            raise UserError(f"{self.name} runs from {self.low:g} to {self.high:g}, not {score:g}.")
        steps = (score - self.low) / self.step
        if abs(steps - round(steps)) > 1e-6:
            raise UserError(f"{self.name} goes in steps of {self.step:g}.")
        return score

    @property
    def direction(self) -> str:
        return "up is better" if self.up_is_better else "up is worse"

    @property
    def threshold(self) -> float | None:
        """The larger of MDC and MCID: beyond noise, and large enough to matter."""
        known = [value for value in (self.mdc, self.mcid) if value is not None]
        return max(known, default=None)


@dataclass(frozen=True)
class MeasureResult:
    """A dated total. ``items`` are (what was asked, answer), such as a patient's own activities."""

    id: str
    patient_id: str
    measure_id: str
    day: date
    score: float
    items: tuple[tuple[str, float], ...] = ()
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""


@dataclass(frozen=True)
class MeasureTrack:
    """All results of one measure in the order of days, and what their change may be called.

    A later result of the same day replaces an earlier one.
    """

    measure: Measure
    results: tuple[MeasureResult, ...]

    @property
    def first(self) -> MeasureResult:
        return self.results[0]

    @property
    def latest(self) -> MeasureResult:
        return self.results[-1]

    @property
    def change(self) -> float | None:
        """Latest less first, in points of the score; a rating of change is its own change."""
        if self.measure.is_change_rating:
            return self.latest.score
        return self.latest.score - self.first.score if len(self.results) > 1 else None

    @property
    def reading(self) -> Change:
        """Better or worse beyond every known threshold, possible beyond the smaller one."""
        change = self.change
        if change is None:
            return Change.TOO_FEW
        gain = change if self.measure.up_is_better else -change
        known = [v for v in (self.measure.mdc, self.measure.mcid) if v is not None]
        if not known:
            return Change.UNCERTAIN
        if gain >= max(known) - _SLACK:
            return Change.BETTER
        if -gain >= max(known) - _SLACK:
            return Change.WORSE
        return Change.POSSIBLE if gain >= min(known) - _SLACK else Change.UNCERTAIN

    @property
    def band(self) -> tuple[float, float] | None:
        """The first score less and plus the MDC, inside the range; where changes may be noise."""
        reach = self.measure.mdc if self.measure.mdc is not None else self.measure.mcid
        if reach is None:
            return None
        middle = 0.0 if self.measure.is_change_rating else self.first.score
        return max(self.measure.low, middle - reach), min(self.measure.high, middle + reach)


def tracks(results: Iterable[MeasureResult], known: Iterable[Measure]) -> tuple[MeasureTrack, ...]:
    """The results by measure, in the order of ``known``; voided ones are left out."""
    found: dict[str, dict[date, MeasureResult]] = {}
    for result in sorted(results, key=lambda r: (r.day, r.id)):
        if not result.voided:
            found.setdefault(result.measure_id, {})[result.day] = result
    return tuple(
        MeasureTrack(measure, tuple(found[measure.id].values()))
        for measure in known
        if measure.id in found
    )
