"""An outcome measure: its range, which way is better, how large a change must be, and results."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from clinic_app.domain.errors import UserError
from clinic_app.domain.text import clean_line, plain_line
from clinic_app.words import Message, _

_SLACK = 1e-9  # a change of exactly the threshold counts


class Change(StrEnum):
    """What a change of a measure may be called."""

    BETTER = "better"
    POSSIBLE = "possible"
    UNCERTAIN = "uncertain"
    WORSE = "worse"
    TOO_FEW = "not_enough_data"


@dataclass(frozen=True)
class OutcomeMeasure:
    """One outcome measure.

    Scores run from ``low`` to ``high`` in steps of ``step``; ``unit`` follows the number (``%``,
    nothing). ``mdc`` is the smallest change beyond noise, ``mcid`` the smallest that matters, both
    in points of the score, None where no source is trusted; ``mcid_share`` is the smallest that
    matters as a share of the first score, 0 for none. ``source`` says where they are from,
    ``short_source`` the same in a few words, for paper; ``licence`` says whether its questions may
    be asked here or only the dated total is stored. ``regions`` narrow a suggestion, empty for any.
    """

    id: str
    name: Message
    full_name: Message
    _: KW_ONLY
    low: float = 0
    high: float
    step: float = 1
    up_is_better: bool = False
    unit: str = ""
    mdc: float | None = None
    mcid: float | None = None
    mcid_share: float = 0.0
    source: Message
    short_source: str
    licence: Message
    regions: tuple[str, ...] = ()
    is_change_rating: bool = False

    def checked(self, score: float) -> float:
        """The score; raises UserError naming range and step for one that cannot be."""
        if not isfinite(score) or not self.low <= score <= self.high:
            raise UserError(
                _(
                    "{measure} must be between {low} and {high}.",
                    measure=_(self.name),
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                )
            )
        steps = (score - self.low) / self.step
        if abs(steps - round(steps)) > 1e-6:
            raise UserError(
                _("{measure} goes in steps of {step}.", measure=_(self.name), step=f"{self.step:g}")
            )
        return score

    def parse(self, text: str) -> float:
        """A score from a person's text (``42``, ``6,3``, ``42 %``); raises UserError."""
        plain = text.strip().removesuffix(self.unit).strip().replace(",", ".")
        sign, digits = plain[:1] in ("+", "-"), plain[1:] if plain[:1] in ("+", "-") else plain
        if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
            words = _("The score is missing.")
            if text.strip():
                words = _("{text} is not a score.", text=repr(text[:20]))
            raise UserError(
                words,
                _(
                    "Type a number from {low} to {high}.",
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                ),
            )
        return self.checked(float(plain if sign else digits) + 0.0)  # -0 is 0

    def told(self, score: float) -> str:
        """A score with its unit: ``42 %``, ``6.0`` of a mean, ``+3`` of a rating of change."""
        sign = "+" if self.is_change_rating and score > 0 else ""
        return f"{sign}{score:.{0 if self.step >= 1 else 1}f} {self.unit}".strip()

    @property
    def direction(self) -> str:
        return _("up is better") if self.up_is_better else _("up is worse")

    @property
    def range_words(self) -> str:
        """``0 to 100 %, up is worse``."""
        high = f"{self.high:+g}" if self.is_change_rating else f"{self.high:g}"
        return _(
            "{low} to {high}, {direction}",
            low=f"{self.low:g}",
            high=f"{high} {self.unit}".rstrip(),
            direction=self.direction,
        )

    def limits(self, start: float) -> tuple[float, ...]:
        """The known thresholds in points for a first score ``start``, the smallest first."""
        known = [value for value in (self.mdc, self.mcid) if value is not None]
        if self.mcid_share:
            known.append(self.mcid_share * start)
        return tuple(sorted(known))


@dataclass(frozen=True)
class MeasureResult:
    """A dated total. ``items`` are (what was asked, answer), such as a patient's own activities.

    Raises UserError for an activity that is too long.
    """

    id: str
    patient_id: str
    measure_id: str
    day: date
    score: float
    items: tuple[tuple[str, float], ...] = ()
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""

    def __post_init__(self) -> None:
        kept = tuple((clean_line(asked, _("The activity")), answer) for asked, answer in self.items)
        object.__setattr__(self, "items", kept)
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))

    def asks_as(self, other: "MeasureResult") -> bool:
        """Whether both rate the same things, in whatever order and case."""
        return _asked(self) == _asked(other)


def _asked(result: MeasureResult) -> list[str]:
    return sorted(asked.casefold() for asked, _ in result.items)


def mean_of(answers: Iterable[float]) -> float:
    """The mean to one decimal, as it is written down; halves go away from zero."""
    numbers = list(answers)
    mean = sum(numbers) / len(numbers)
    return int(abs(mean) * 10 + 0.5 + _SLACK) / 10 * (1 if mean >= 0 else -1)


@dataclass(frozen=True)
class MeasureTrack:
    """The results of one measure in the order of days, one a day, and what their change is."""

    measure: OutcomeMeasure
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
        if len(self.results) == 1:
            return None
        return round(self.latest.score - self.first.score, 6)

    @property
    def reading(self) -> Change:
        """Better or worse beyond every known threshold, possible (gain) beyond the smallest."""
        change = self.change
        if change is None:
            return Change.TOO_FEW
        gain = change if self.measure.up_is_better else -change
        known = self.measure.limits(self.first.score)
        if not known:
            return Change.UNCERTAIN
        if gain >= known[-1] - _SLACK:
            return Change.BETTER
        if -gain >= known[-1] - _SLACK:
            return Change.WORSE
        return Change.POSSIBLE if gain >= known[0] - _SLACK else Change.UNCERTAIN

    @property
    def band(self) -> tuple[float, float] | None:
        """The first score less and plus the MDC, inside the range; where changes may be noise."""
        reach = self.measure.mdc if self.measure.mdc is not None else self.measure.mcid
        if reach is None:
            return None
        middle = 0.0 if self.measure.is_change_rating else self.first.score
        return max(self.measure.low, middle - reach), min(self.measure.high, middle + reach)


def tracks(
    results: Iterable[MeasureResult], known: Iterable[OutcomeMeasure]
) -> tuple[MeasureTrack, ...]:
    """The results by measure, in the order of ``known``; voided ones are left out.

    Of two results of one day the last listed counts. Own activities that were changed start
    anew: results that ask about others are no part of the track.
    """
    found: dict[str, dict[date, MeasureResult]] = {}
    for result in sorted(results, key=lambda r: r.day):
        if not result.voided:
            found.setdefault(result.measure_id, {})[result.day] = result
    return tuple(
        MeasureTrack(measure, _alike(tuple(found[measure.id].values())))
        for measure in known
        if measure.id in found
    )


def _alike(results: tuple[MeasureResult, ...]) -> tuple[MeasureResult, ...]:
    return tuple(result for result in results if result.asks_as(results[-1]))
