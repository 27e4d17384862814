"""Which suggestions were decided on already: the same ones, on the same inputs."""

import re
from collections import Counter
from collections.abc import Iterable

from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceInput, Suggestion
from clinic_app.domain.advice.advice_rules import warning_input
from clinic_app.domain.progress.event import Event, EventKind

Key = tuple[str, str, Advice, tuple[AdviceInput, ...]]
_YEAR = re.compile(r"(, \d{1,2} [A-Z][a-z]{2}) \d{4}$")


def key_of(one: Suggestion | AdviceDecision) -> Key:
    """What makes two suggestions the same one; other inputs are new data."""
    suggested = one.advice if isinstance(one, Suggestion) else one.suggested
    return key_for(one.item_id, one.exercise_id, suggested, one.inputs)


def key_for(
    item_id: str, exercise_id: str, suggested: Advice, inputs: tuple[AdviceInput, ...]
) -> Key:
    """The same from its parts. A day is the same day when New Year gives its name a year.

    Sessions are of the last weeks, so no two of them differ by their year alone.
    """
    plain = tuple(AdviceInput(_YEAR.sub(r"\1", told.name), told.value) for told in inputs)
    return item_id, exercise_id, suggested, plain


def times_decided(decisions: Iterable[AdviceDecision]) -> Counter[Key]:
    """How often each suggestion was decided, less how often that was undone."""
    counts: Counter[Key] = Counter()
    for one in decisions:
        counts[key_of(one)] += -1 if one.undone else 1
    return counts


def open_warnings(events: Iterable[Event], decisions: Iterable[AdviceDecision]) -> list[Event]:
    """Warning signs that no decision, on whatever item, holds among its inputs."""
    counts: Counter[AdviceInput] = Counter()
    for one in decisions:
        if one.suggested is Advice.STOP:
            for told in one.inputs:
                counts[told] += -1 if one.undone else 1
    return [e for e in events if is_warning(e) and counts[warning_input(e)] <= 0]


def is_warning(event: Event) -> bool:
    """A warning sign that is not voided."""
    return event.kind is EventKind.WARNING_SIGN and not event.voided
