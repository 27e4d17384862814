"""Why no harder rung is offered now: what is known of a patient beside one exercise's sessions.

The one place that says so, for the advice and for the next rung on the page. All of it is clinical
custom, and each reason holds "harder" back; none makes anything easier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from clinic_app.domain.advice.advice import AdviceInput, AdviceRules
from clinic_app.domain.advice.advice_rules import warning_input
from clinic_app.domain.advice.advice_sessions import WINDOWS, Session, kept_day, usual_pain
from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.trend.trend import Age, Trend
from clinic_app.domain.trend.trend_rows import Verdict
from clinic_app.words import _, interface

BREAKS = (EventKind.FLARE_UP, EventKind.INJECTION, EventKind.SURGERY)


@dataclass(frozen=True)
class Situation:
    """What is known of a patient on ``today``, whatever the exercise.

    ``trends`` are the verdicts by site ("" is what is treated): a region that was rated apart
    counts as the treated one does. ``events`` are those that were not voided, ``warnings`` those
    of them that are warning signs which nobody decided on; ``mornings`` the
    worst pain of the next morning by the day of the session; ``ratings`` daily means of average
    pain. Pains are points of 0-10.
    """

    today: date
    trends: Mapping[str, Trend] = field(default_factory=dict[str, Trend])
    events: Sequence[Event] = ()
    warnings: Sequence[Event] = ()
    mornings: Mapping[date, int] = field(default_factory=dict[date, int])
    ratings: Mapping[date, float] = field(default_factory=dict[date, float])

    def told(self, day: date) -> str:
        """A day in words, with its year when it is not this one."""
        return day_words(day, today=self.today)

    def named(self, day: date) -> str:
        """The same in English, as inputs are kept."""
        return kept_day(day, today=self.today)

    def days_of(self, *kinds: EventKind) -> list[date]:
        """The days of events of these kinds, up to today."""
        known = (e for e in self.events if e.kind in kinds and not e.voided)
        return sorted(e.day for e in known if e.day <= self.today)


@dataclass(frozen=True)
class Hold:
    """A reason to stay: its rule, one plain sentence, and what it rests on."""

    rule_id: str
    because: str
    inputs: tuple[AdviceInput, ...]


def hold(done: Sequence[Session], known: Situation, rules: AdviceRules) -> Hold | None:
    """The first reason why an exercise gets no harder rung now, or None.

    ``done`` are the sessions of the exercise as it is now, the oldest first; without any, what
    happened of late still counts.
    """
    return (
        _warned(known)
        or _not_cleared(known)
        or _pain_is_worse(known)
        or _too_soon(done, known, rules)
        or _sore_morning(done, known, rules)
        or _risen(done, known, rules)
    )


def _warned(known: Situation) -> Hold | None:
    if not known.warnings:
        return None
    last = max(known.warnings, key=lambda e: (e.day, e.id))
    because = _("Warning sign on {day}. Nobody has decided on it yet.", day=known.told(last.day))
    return Hold("stop.warning-sign", because, (warning_input(last),))


def _not_cleared(known: Situation) -> Hold | None:
    operated = known.days_of(EventKind.SURGERY)
    cleared = known.days_of(EventKind.CLEARED)
    if not operated or (cleared and cleared[-1] >= operated[-1]):
        return None
    day = known.told(operated[-1])
    because = _("Surgery on {day}: nobody has noted yet that it is cleared.", day=day)
    named = AdviceInput(f"Surgery, {known.named(operated[-1])}", "not cleared")
    return Hold("same.surgery", because, (named,))


def _pain_is_worse(known: Situation) -> Hold | None:
    """The treated site speaks first. An old verdict is history: it holds nothing back."""
    worse = [
        (site, trend)
        for site, trend in sorted(known.trends.items())
        if trend.is_worse and trend.is_current
    ]
    if not worse:
        return None
    site, trend = worse[0]
    text = f"{trend.headline[:1].lower()}{trend.headline[1:]}"
    if trend.start is not None and trend.latest is not None:
        start, latest = f"{trend.start:.1f}", f"{trend.latest:.1f}"
        text = _(
            "{verdict}: {start} at the start, {latest} of late",
            verdict=text,
            start=start,
            latest=latest,
        )
    if trend.as_of:
        text = _("{verdict} (as of {day})", verdict=text, day=known.told(trend.as_of))
    because = _("Pain is {verdict}.", verdict=text)
    if site:
        where = region_named(site).name(interface().language)
        because = _("Pain ({region}) is {verdict}.", region=where, verdict=text)
    return Hold("same.worse", because, (_verdict_input(site, trend, known),))


def _verdict_input(site: str, trend: Trend, known: Situation) -> AdviceInput:
    """The verdict as it is kept."""
    words = "Worse" if trend.verdict is Verdict.WORSE else "Possibly worse"
    if trend.confirmed:
        words = f"{words}, confirmed"
    elif trend.verdict is Verdict.WORSE and trend.needed:
        words = f"{words}, {trend.in_a_row} of {trend.needed} weeks"
    if trend.as_of is not None and trend.today is not None and trend.age is Age.AGEING:
        words = f"{words} ({kept_day(trend.as_of, today=trend.today)})"
    if trend.start is not None and trend.latest is not None:
        words = f"{words}: {trend.start:.1f} at the start, {trend.latest:.1f} of late"
    if trend.as_of:
        words = f"{words} (as of {known.named(trend.as_of)})"
    name = f"Verdict ({region_named(site).name('en')})" if site else "Verdict"
    return AdviceInput(name, words)


def _too_soon(done: Sequence[Session], known: Situation, rules: AdviceRules) -> Hold | None:
    since = known.today - timedelta(days=WINDOWS * rules.window_days)
    late = [e for e in known.events if e.kind in BREAKS and since < e.day <= known.today]
    if not late:
        return None
    last = max(late, key=lambda e: (e.day, e.id))
    after = sum(session.day > last.day for session in done)
    if after >= rules.sessions_needed:
        return None
    day, needed = known.told(last.day), rules.sessions_needed
    what = last.kind.label
    if not after:
        because = _(
            "{event} on {day}: no session since, {needed} are needed.",
            event=what,
            day=day,
            needed=needed,
        )
    elif after == 1:
        because = _(
            "{event} on {day}: 1 of {needed} sessions since, {needed} are needed.",
            event=what,
            day=day,
            needed=needed,
        )
    else:
        because = _(
            "{event} on {day}: {count} since, {needed} are needed.",
            event=what,
            day=day,
            count=after,
            needed=needed,
        )
    kind = last.kind.replace("_", "-").capitalize()
    named = AdviceInput(f"{kind}, {known.named(last.day)}", f"{after} of {needed} sessions since")
    return Hold("same.too-soon", because, (named,))


def _since(done: Sequence[Session], known: Situation, rules: AdviceRules) -> date:
    """The first day that counts: of the sessions judged, or of the last window."""
    window = known.today - timedelta(days=rules.window_days - 1)
    judged = done[-rules.sessions_needed :]
    return min([s.day for s in judged] + [window])


def _sore_morning(done: Sequence[Session], known: Situation, rules: AdviceRules) -> Hold | None:
    """Whatever the exercise: a morning is of the whole person."""
    since = _since(done, known, rules)
    sore = [d for d, pain in known.mornings.items() if d >= since and pain > rules.high_pain]
    if not sore:
        return None
    day, pain = known.told(max(sore)), known.mornings[max(sore)]
    because = _(
        "Pain {pain} the morning after {day}, above {limit}.",
        pain=pain,
        day=day,
        limit=rules.high_pain,
    )
    named = AdviceInput(f"Next morning, {known.named(max(sore))}", f"{pain} of 10")
    return Hold("same.sore-morning", because, (named,))


def _risen(done: Sequence[Session], known: Situation, rules: AdviceRules) -> Hold | None:
    """A day's average pain far above the usual: a flare-up that nobody noted as an event."""
    since = _since(done, known, rules)
    usual = usual_pain(since, known.ratings, (), flares=known.days_of(EventKind.FLARE_UP))
    if usual is None:
        return None
    high = usual.pain + rules.morning_rise
    days = [d for d, pain in known.ratings.items() if since <= d <= known.today and pain >= high]
    if not days:
        return None
    day, pain = known.told(max(days)), known.ratings[max(days)]
    because = _(
        "Average pain {pain} on {day}, {rise} above the usual {usual}.",
        pain=interface().number(pain),
        day=day,
        rise=interface().number(pain - usual.pain),
        usual=interface().number(usual.pain),
    )
    parts = (AdviceInput(f"Average pain, {known.named(max(days))}", f"{pain:g} of 10"),
            AdviceInput("Usual pain before", usual.words))  # fmt: skip
    return Hold("same.risen", because, parts)
