"""Events: a kind and a line of words."""

from datetime import date

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain_chart import FlagKind
from clinic_app.domain.progress.event import Event, EventKind


def event(kind: EventKind, text: str = "") -> Event:
    return Event("e", "p", date(2026, 11, 2), kind, text)


def test_an_event_says_its_kind_and_its_words() -> None:
    assert event(EventKind.FLARE_UP, " long \n car ride ").words == "Flare-up: long car ride"
    assert event(EventKind.VISIT).words == "Visit"
    assert event(EventKind.WARNING_SIGN).words == "Warning sign"


def test_markup_and_formulas_stay_as_typed() -> None:
    assert event(EventKind.OTHER, "=1+1 <b>x</b>").text == "=1+1 <b>x</b>"


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(UserError, match="The event is longer"):
        event(EventKind.OTHER, "x" * 100_000)


def test_every_kind_has_its_own_flag_on_the_chart_and_its_own_words() -> None:
    assert {FlagKind(kind) for kind in EventKind} == set(FlagKind) - {FlagKind.PLAN}
    assert len({kind.label for kind in EventKind}) == len(EventKind)
