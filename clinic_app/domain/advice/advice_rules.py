"""The rules of easier, same, harder and stop: what the logs of one exercise say, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.advice.advice import Advice, AdviceInput, AdviceRules
from clinic_app.domain.advice.advice_sessions import Session, Value, kept_day
from clinic_app.domain.dates import day_words
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.words import NP_, Message, _, interface, ngettext

_NEEDED: tuple[tuple[Value, Message], ...] = (
    ("pain_during", NP_("of a session", "pain during of {day}")),
    ("pain_next_morning", NP_("of a session", "next morning of {day}")),
    ("sets_done", NP_("of a session", "sets done of {day}")),
)


@dataclass(frozen=True)
class Finding:
    """What one rule says of one exercise. ``because`` is one plain sentence or two."""

    advice: Advice
    rule_id: str
    because: str
    inputs: tuple[AdviceInput, ...]


def judge(
    done: Sequence[Session],
    warnings: Sequence[Event],
    rules: AdviceRules,
    *,
    sets: int,
    today: date,
) -> Finding:
    """The first rule that holds: stop, then easier, then what keeps it the same, then harder.

    ``done`` are the sessions of the item as it is now, the oldest first; ``warnings`` are events
    that nobody decided on; ``sets`` is what the plan asks for.
    """
    return (
        _stop(warnings, today)
        or _easier(done, rules)
        or _few(done, rules, today)
        or _harder(done, rules, sets)
        or _same(done, rules, sets)
    )


def warning_input(event: Event) -> AdviceInput:
    """A warning sign as an input; a decision that holds it was made on this event."""
    return AdviceInput(f"Warning sign, {kept_day(event.day)}", event.text or "no more was noted")


# --- the rules, in the order in which they are asked ---------------------------------------------


def _stop(warnings: Sequence[Event], today: date) -> Finding | None:
    signs = sorted(
        (e for e in warnings if e.kind is EventKind.WARNING_SIGN and not e.voided),
        key=lambda e: (e.day, e.text, e.id),
    )
    if not signs:
        return None
    last = signs[-1]
    day, text = day_words(last.day, today=today), last.text.rstrip(".")
    because = _("Warning sign on {day}. Nobody has decided on it yet.", day=day)
    if last.text:
        because = _(
            "Warning sign on {day}: {text}. Nobody has decided on it yet.", day=day, text=text
        )
    return Finding(
        Advice.STOP, "stop.warning-sign", because, tuple(warning_input(e) for e in signs)
    )


def _easier(done: Sequence[Session], rules: AdviceRules) -> Finding | None:
    return (
        _painful(done, rules)
        or _sore_next_morning(done, rules)
        or _less_for_pain(done, rules)
        or _hard_work(done, rules)
    )


def _painful(done: Sequence[Session], rules: AdviceRules) -> Finding | None:
    rated = [s for s in done if s.worst("pain_during") is not None][-rules.sessions_needed :]
    pains = [pain for s in rated if (pain := s.worst("pain_during")) is not None]
    if len(rated) < rules.sessions_needed or min(pains) <= rules.high_pain:
        return None
    told = {
        "limit": rules.high_pain,
        "pains": _listed(pains),
        "days": _listed([s.told for s in rated]),
    }
    because = _("Latest session with pain above {limit}: {pains} of 10, on {days}.", **told)
    if len(rated) > 1:
        because = _(
            "{number} sessions running with pain above {limit}: {pains} of 10, on {days}.",
            number=_count(len(rated)),
            **told,
        )
    return Finding(
        Advice.EASIER, "easier.pain", because, tuple(_score(s, "pain_during") for s in rated)
    )


def _sore_next_morning(done: Sequence[Session], rules: AdviceRules) -> Finding | None:
    rated = [s for s in done[-rules.sessions_needed :] if s.worst("pain_next_morning") is not None]
    if not rated or (rise := rated[-1].rise) is None or rise < rules.morning_rise:
        return None
    last = rated[-1]
    morning, usual = last.worst("pain_next_morning"), last.usual.pain if last.usual else 0
    because = _(
        "Pain {pain} the morning after {day}, {rise} above the usual {usual}.",
        pain=morning,
        day=last.told,
        rise=interface().number(rise),
        usual=interface().number(usual),
    )
    return Finding(
        Advice.EASIER,
        "easier.morning",
        because,
        (_score(last, "pain_next_morning"), _usual(last, rules)),
    )


def _less_for_pain(done: Sequence[Session], rules: AdviceRules) -> Finding | None:
    share = done[-1].share_for_pain if done else None
    if share is None or share >= rules.low_share:
        return None
    told = f"{share:.0%}"
    because = _("{share} done on {day}, because of pain.", share=told, day=done[-1].told)
    named = AdviceInput(f"Done, {_kept(done[-1])}", f"{share:.0%}, less because of pain")
    return Finding(Advice.EASIER, "easier.less-for-pain", because, (named,))


def _hard_work(done: Sequence[Session], rules: AdviceRules) -> Finding | None:
    rated = [s for s in done[-rules.sessions_needed :] if s.worst("effort") is not None]
    effort = rated[-1].worst("effort") if rated else None
    if effort is None or effort < rules.high_effort:
        return None
    because = _("Effort {effort} of 10 on {day}.", effort=effort, day=rated[-1].told)
    return Finding(Advice.EASIER, "easier.effort", because, (_score(rated[-1], "effort"),))


def _few(done: Sequence[Session], rules: AdviceRules, today: date) -> Finding | None:
    first = today - timedelta(days=rules.window_days - 1)
    count = sum(s.day >= first for s in done)
    if count >= rules.sessions_needed:
        return None
    days = ngettext("{count} day", "{count} days", count) if count else _("no day")
    because = _(
        "Too few sessions at this rung and dose: logged on {days} of the last {window};"
        " {needed} are needed.",
        days=days,
        window=rules.window_days,
        needed=rules.sessions_needed,
    )
    named = (AdviceInput(f"Days logged of the last {rules.window_days}", str(count)),)
    pain = done[-1].worst("pain_during") if count else None
    if pain is not None and pain > rules.high_pain:
        during = _("Pain {pain} during on {day}.", pain=pain, day=done[-1].told)
        because = f"{because} {during}"
        named += (_score(done[-1], "pain_during"),)
    return Finding(Advice.SAME, "same.few", because, named)


def _harder(done: Sequence[Session], rules: AdviceRules, sets: int) -> Finding | None:
    judged = done[-rules.sessions_needed :]
    if any(_missing(s) or _against(s, rules, sets) for s in judged):
        return None
    rule_id = _reserve(judged, rules)
    if not rule_id:
        return None
    left = judged[-1].worst("reps_left")
    pains = ", ".join(_("{pain} on {day}", pain=s.worst("pain_during"), day=s.told) for s in judged)
    told = {
        "calm": rules.calm_pain,
        "pains": pains,
        "left": ngettext("{count} repetition left", "{count} repetitions left", left or 0),
    }
    because = _("Latest session at {calm} or less ({pains}), all sets done, {left}.", **told)
    if len(judged) > 1:
        because = _(
            "{number} sessions at {calm} or less ({pains}), all sets done, {left}.",
            number=_count(len(judged)),
            **told,
        )
    return Finding(Advice.HARDER, rule_id, because, _everything(judged, rules, sets, reps=True))


def _same(done: Sequence[Session], rules: AdviceRules, sets: int) -> Finding:
    judged = done[-rules.sessions_needed :]
    against = [words for s in judged for words in _against(s, rules, sets)]
    missing = [words for s in judged for words in _missing(s)]
    inputs = _everything(judged, rules, sets, reps=not against and not missing)
    pain, morning = (judged[-1].worst(name) for name in ("pain_during", "pain_next_morning"))
    if _is_settled(judged[-1], rules) and not any(_is_high(s, rules) for s in judged):
        because = _(
            "Pain {pain} during on {day}, {morning} the next morning: settled.",
            pain=pain,
            day=judged[-1].told,
            morning=morning,
        )
        return Finding(Advice.SAME, "same.settled", because, inputs)
    if against:
        because = _("Mixed signals: {signals}.", signals="; ".join(against))
        return Finding(Advice.SAME, "same.mixed", because, inputs)
    if missing:
        because = _("Not known: {values}.", values="; ".join(missing))
        return Finding(Advice.SAME, "same.not-known", because, inputs)
    unknown = _("not known")
    left = _listed([unknown if (n := s.worst("reps_left")) is None else n for s in judged])
    because = _(
        "Going well on {days}, and not yet with repetitions to spare: {left} left.",
        days=_listed([s.told for s in judged]),
        left=left,
    )
    return Finding(Advice.SAME, "same.no-reserve", because, inputs)


# --- what speaks for and against harder in one session -------------------------------------------


def _missing(session: Session) -> list[str]:
    return [_(told, day=session.told) for n, told in _NEEDED if not session.is_known(n)]


def _against(session: Session, rules: AdviceRules, sets: int) -> list[str]:
    """What is known and not good enough for harder."""
    day, found = session.told, list[str]()
    pain = session.worst("pain_during")
    if pain is not None and pain > rules.calm_pain:
        found.append(_("pain {pain} during on {day}", pain=pain, day=day))
    if session.worst("pain_next_morning") is not None and not _is_calm_after(session, rules):
        found.append(_morning_words(session, rules))
    if session.is_known("sets_done") and not session.is_all_done(sets):
        found.append(_("not all sets done on {day}", day=day))
    effort = session.worst("effort")
    if effort is not None and effort >= rules.high_effort:
        found.append(_("effort {effort} on {day}", effort=effort, day=day))
    if session.share_for_pain is not None:
        found.append(_("less done on {day} because of pain", day=day))
    return found


def _is_calm_after(session: Session, rules: AdviceRules) -> bool:
    """Not above the usual pain nor the high limit; where the usual is not known, calm by itself."""
    morning = session.worst("pain_next_morning")
    if morning is None or morning > rules.high_pain:
        return False
    return morning <= rules.calm_pain if session.rise is None else session.rise <= 0


def _morning_words(session: Session, rules: AdviceRules) -> str:
    """``pain 7 the morning after 21 Nov, above the usual 2``."""
    morning = session.worst("pain_next_morning")
    if session.usual is not None and session.rise is not None and session.rise > 0:
        return _(
            "pain {pain} the morning after {day}, above the usual {usual}",
            pain=morning,
            day=session.told,
            usual=interface().number(session.usual.pain),
        )
    limit = rules.calm_pain if session.usual is None else rules.high_pain
    return _(
        "pain {pain} the morning after {day}, above {limit}",
        pain=morning,
        day=session.told,
        limit=limit,
    )


def _is_high(session: Session, rules: AdviceRules) -> bool:
    pain = session.worst("pain_during")
    return pain is not None and pain > rules.high_pain


def _is_settled(session: Session, rules: AdviceRules) -> bool:
    pain = session.worst("pain_during")
    between = pain is not None and rules.calm_pain < pain <= rules.high_pain
    return between and session.is_known("pain_next_morning") and _is_calm_after(session, rules)


def _reserve(judged: Sequence[Session], rules: AdviceRules) -> str:
    """Which rule finds repetitions to spare; empty when none does."""

    def at_least(session: Session, least: int) -> bool:
        left = session.worst("reps_left")
        return session.is_known("reps_left") and left is not None and left >= least

    if at_least(judged[-1], rules.reps_left_harder):
        return "harder.reps-left"
    return "harder.two-for-two" if all(at_least(s, rules.extra_reps) for s in judged) else ""


# --- inputs --------------------------------------------------------------------------------------

_NAMES: dict[Value, str] = {
    "pain_during": "Pain during",
    "pain_next_morning": "Next morning",
    "effort": "Effort",
}


def _everything(
    judged: Sequence[Session], rules: AdviceRules, sets: int, *, reps: bool
) -> tuple[AdviceInput, ...]:
    found: list[AdviceInput] = []
    for s in judged:
        day = _kept(s)
        found += [_score(s, "pain_during"), _score(s, "pain_next_morning"), _usual(s, rules)]
        found.append(AdviceInput(f"Sets done, {day}", s.sets_words(sets)))
        left = s.worst("reps_left")
        if reps:
            value = _UNKNOWN if left is None else str(left)
            found.append(AdviceInput(f"Repetitions left, {day}", value))
    return tuple(found)


_UNKNOWN = "not known"  # as it is kept
_NUMBERS = {
    1: NP_("sessions", "One"),
    2: NP_("sessions", "Two"),
    3: NP_("sessions", "Three"),
}


def _score(session: Session, name: Value) -> AdviceInput:
    value = session.worst(name)
    text = _UNKNOWN if value is None else f"{value} of 10"
    return AdviceInput(f"{_NAMES[name]}, {_kept(session)}", text)


def _usual(session: Session, rules: AdviceRules) -> AdviceInput:
    unknown = f"{_UNKNOWN}; {rules.calm_pain} or less counts as calm"
    found = session.usual.words if session.usual else unknown
    return AdviceInput(f"Usual pain, {_kept(session)}", found)


def _listed(some: Sequence[int | str]) -> str:
    *first, last = map(str, some)
    return _("{first} and {last}", first=", ".join(first), last=last) if first else last


def _count(number: int) -> str:
    known = _NUMBERS.get(number)
    return _(known) if known else str(number)


def _kept(session: Session) -> str:
    """The day of a session in an input."""
    return session.named or session.told
