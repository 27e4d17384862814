"""What the home screen may say of a patient: who needs a look, the last rating, the last weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cached_property

from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.patient.patient import CaseloadRow, Patient
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.domain.trend.trend import Trend, Verdict, daily_means
from clinic_app.domain.trend.trend_rules import WEEK_DAYS
from clinic_app.words import _, ngettext

SPARK_DAYS = 28
# Clinical custom: two weeks without a rating is about two missed visits.
SILENT_DAYS = 14


class Urgency(IntEnum):
    """How soon to look at a patient."""

    WARNING = 0
    WORSE = 1
    ADVICE = 2
    SILENT = 3
    NONE = 4


@dataclass(frozen=True)
class Ratings:
    """A patient's ratings of the last four weeks, voided ones included, and the verdict on all.

    ``trend`` is of ``site``: what is treated (""), or a region where only regions were rated.
    ``others`` are the verdicts on the other rated regions, by site.
    ``week`` is what was done of what was asked in the last seven days, None where nothing was
    ever asked. ``advice`` counts suggestions that nobody decided on, ``warns`` tells that one of
    them is to stop and refer.
    """

    recent: tuple[PainRating, ...]
    trend: Trend
    site: str = ""
    others: Mapping[str, Trend] = field(default_factory=dict[str, Trend])
    week: AdherenceWeek | None = None
    advice: int = 0
    warns: bool = False

    @cached_property
    def counted(self) -> tuple[PainRating, ...]:
        """The ratings of ``site``, without voided ones."""
        return tuple(e for e in self.recent if not e.voided and e.site == self.site)

    @cached_property
    def last(self) -> PainRating | None:
        """The latest rating within the four weeks; of several at one time, the judged series."""
        valid = self.counted
        return max(valid, key=lambda e: (e.at, e.series is self.trend.series, e.id), default=None)


@dataclass(frozen=True)
class CaseloadLine:
    """A patient of the caseload as of ``today``; ``ratings`` is None until they are read."""

    row: CaseloadRow
    today: date
    ratings: Ratings | None = None

    @property
    def patient(self) -> Patient:
        return self.row.patient

    @cached_property
    def concern(self) -> str:
        """Why to look at this patient first; empty when there is no reason."""
        return self._reasons[0][1] if self._reasons else ""

    @property
    def urgency(self) -> Urgency:
        """How soon to look; patients without a reason come last."""
        return self._reasons[0][0] if self._reasons else Urgency.NONE

    @cached_property
    def _reasons(self) -> list[tuple[Urgency, str]]:
        """Every reason, the most urgent first."""
        if self.ratings is None:
            return []
        trend, advice = self.ratings.trend, self.ratings.advice
        found: list[tuple[Urgency, str]] = []
        if self.ratings.warns:
            found.append((Urgency.WARNING, _("Warning sign: stop and refer?")))
        for site, one in {self.ratings.site: trend, **self.ratings.others}.items():
            if one.is_worse and one.is_current:
                found.append((Urgency.WORSE, _worse_words(site, one)))
        if advice:
            words = ngettext("{count} suggestion waits", "{count} suggestions wait", advice)
            found.append((Urgency.ADVICE, words))
        if self._silence:
            found.append((Urgency.SILENT, self._silence))
        return found

    @property
    def is_pressing(self) -> bool:
        """Whether the reason is pain or a warning sign, not only something to be looked at."""
        return self.urgency in (Urgency.WARNING, Urgency.WORSE)

    @property
    def _silence(self) -> str:
        if self.ratings is None or self.ratings.trend.series is None:
            return ""
        last = self.ratings.last
        if last is None:
            return _("No rating for 4 weeks or longer")
        silent = (self.today - last.at.date()).days
        if silent < SILENT_DAYS:
            return ""
        return ngettext("No rating for {count} day", "No rating for {count} days", silent)

    @cached_property
    def spark(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        """Runs of (day 0..27, mean of that day); a day without a rating parts two runs."""
        if self.ratings is None or self.ratings.trend.series is None:
            return ()
        first = self.today - timedelta(days=SPARK_DAYS - 1)
        series = self.ratings.trend.series
        chosen = (e for e in self.ratings.counted if e.series is series)
        runs: list[list[tuple[int, float]]] = []
        for day, mean in daily_means(chosen).items():
            place = (day - first).days
            if not 0 <= place < SPARK_DAYS:
                continue
            if not runs or place - runs[-1][-1][0] > 1:
                runs.append([])
            runs[-1].append((place, mean))
        return tuple(map(tuple, runs))

    @cached_property
    def change_words(self) -> str:
        """``6.3 to 3.7``, or how much was rated lately when that allows no answer."""
        if self.ratings is None:
            return ""
        trend = self.ratings.trend
        if trend.start is not None and trend.latest is not None:
            return _(
                "{first} to {latest}", first=f"{trend.start:.1f}", latest=f"{trend.latest:.1f}"
            )
        if trend.series is None:
            return _("no ratings yet")
        week = self.today - timedelta(days=WEEK_DAYS)
        days = daily_means(e for e in self.ratings.counted if e.series is trend.series)
        rated = sum(week < day <= self.today for day in days)
        return _("rated {rated} of {days} days", rated=rated, days=WEEK_DAYS)

    def answers(self, words: Sequence[str]) -> bool:
        """Whether name, record number or condition hold every one of the lower-case words."""
        return all(word in self._searched for word in words)

    @cached_property
    def _searched(self) -> str:
        person, episode = self.patient, self.row.episode
        condition = f"{episode.condition} {episode.region} {episode.icd10}" if episode else ""
        former = " ".join(f"{one.name} {one.record_number}" for one in self.row.former)
        return f"{person.name} {person.record_number} {condition} {former}".casefold()


def leading(trends: Mapping[str, Trend]) -> tuple[Trend, str, Mapping[str, Trend]]:
    """The verdict that stands for a patient, its site, and the others that were rated.

    It is that on what is treated (""), or on the first region where only regions were rated.
    """
    rated = [site for site, trend in trends.items() if trend.series is not None]
    site = "" if not rated or "" in rated else rated[0]
    return trends[site], site, {other: trends[other] for other in rated if other != site}


def _worse_words(site: str, trend: Trend) -> str:
    """``Pain up 2.3 from the start``; of a region with its name."""
    name = region_words(site) if site else _("Pain")
    what, points = f"{name[0].upper()}{name[1:]}", f"{trend.change or 0:.1f}"
    if trend.verdict is Verdict.WORSE:
        return _("{what} up {points} from the start", what=what, points=points)
    return _("{what} perhaps up, {points} from the start", what=what, points=points)


def opened_order(line: CaseloadLine) -> tuple[float, str, str]:
    """Sorts the last opened first, then by name."""
    opened = line.row.opened_at
    seconds = -opened.timestamp() if opened else 0.0
    return seconds, line.patient.family.casefold(), line.patient.given.casefold()


def opened_within_week(row: CaseloadRow, now: datetime) -> bool:
    """Whether somebody opened the patient's record in the last seven days."""
    return row.opened_at is not None and now - row.opened_at < timedelta(days=7)
