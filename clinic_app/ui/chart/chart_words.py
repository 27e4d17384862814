"""What the cursor of the pain chart says where it rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, ChartPoint, WindowMean, day_of, x_of
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.domain.trend.trend_needs import span_words
from clinic_app.words import _, ngettext, pgettext

Thing = ChartPoint | ChartAnnotation | WindowMean | AdherenceWeek


def place_of(thing: Thing) -> float:
    """Days on the time axis; the middle of what lasts several days."""
    if isinstance(thing, ChartPoint | ChartAnnotation):
        return thing.x
    if isinstance(thing, WindowMean):
        return (thing.x_first + thing.x_end) / 2
    return x_of(thing.first) + 3.5


def score_of(thing: Thing) -> float:
    """0 to 10; nan for a flag and for a week of sessions."""
    if isinstance(thing, ChartPoint):
        return thing.score
    return thing.mean if isinstance(thing, WindowMean) else nan


@dataclass(frozen=True)
class Stop:
    """Where the cursor can rest: a rating, a flag and its number, a weekly mean, a week.

    The words are made when they are shown: years of ratings have thousands of stops.
    """

    what: Thing
    series: Series = Series.AVERAGE
    number: int = 0

    @property
    def x(self) -> float:
        """Its place on the time axis, in days."""
        return place_of(self.what)

    @property
    def score(self) -> float | None:
        """0 to 10; None for a flag and for a week of sessions."""
        return None if isnan(score_of(self.what)) else score_of(self.what)

    @property
    def title(self) -> str:
        """The first, bold line, to be set as plain text."""
        what = self.what
        if isinstance(what, ChartPoint):
            return _("{score} of 10", score=what.score)
        if isinstance(what, WindowMean):
            return _("Mean {mean} of 10", mean=f"{what.mean:.1f}")
        return week_words(what) if isinstance(what, AdherenceWeek) else what.text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines below it: series or kind, when, and the context if there is one."""
        what = self.what
        if isinstance(what, ChartAnnotation):
            number = f" {self.number}" if self.number else ""
            return f"{kind_words(what.kind)}{number}", long_date(what.day)
        if isinstance(what, WindowMean):
            days = span_words(day_of(what.x_first), day_of(what.x_end - 1), date.min)
            spread = _(
                "days from {low} to {high}, {count} rated",
                low=f"{what.low:.1f}",
                high=f"{what.high:.1f}",
                count=what.rated_days,
            )
            return self.series.label, days, spread
        if isinstance(what, AdherenceWeek):
            return span_words(what.first, what.last, date.min), *_known(what)
        when = f"{long_date(what.at.date())}, {what.at:%H:%M}"
        return self.series.label, when, *((what.context,) if what.context else ())

    @property
    def spoken(self) -> str:
        """The same in one sentence."""
        return ". ".join((self.title, *self.lines))


def range_words(first: float, last: float) -> str:
    """The part of the time axis in sight: ``Fri 2 Oct 2026 to Thu 8 Oct 2026``."""
    return pgettext(
        "days",
        "{first} to {last}",
        first=long_date(day_of(first)),
        last=long_date(day_of(last - 1e-6)),
    )


def week_words(week: AdherenceWeek) -> str:
    """``12 of 14 sessions done``."""
    if not week.is_known:
        return _("Sessions not known")
    if week.of_days:
        return _("{done} of {asked} days done", done=week.done, asked=week.asked)
    return _("{done} of {asked} sessions done", done=week.done, asked=week.asked)


def _known(week: AdherenceWeek) -> Sequence[str]:
    if week.of_days:
        return (_("the patient's own sum of the week"),)
    if not week.is_known:
        return ()
    return (ngettext("known of {count} day", "known of {count} days", week.known_days),)
