"""When a computer's date is doubted, and when not."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.records.clock import ClockDoubted, clock_doubt

RELEASED = date(2026, 11, 1)
LAST = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (LAST + timedelta(hours=14), ""),  # the next morning
        (LAST + timedelta(days=60), ""),  # a long holiday
        (LAST - timedelta(hours=20), ""),  # set back, or carried to another time zone
        (LAST - timedelta(days=2), "last change in this clinic is from 29 Nov 2026"),
        (datetime(2020, 3, 1, tzinfo=UTC), "last change"),
        (LAST + timedelta(days=200), "since 29 Nov 2026"),
        (datetime(2036, 3, 3, 9, tzinfo=UTC), "since 29 Nov 2026"),
    ],
)
def test_only_what_no_usual_pause_explains_is_doubted(now: datetime, says: str) -> None:
    doubt = clock_doubt(now, LAST, RELEASED)
    assert (says in doubt.reason) if says and doubt else (doubt is None and not says)


def test_a_new_clinic_is_measured_by_the_release() -> None:
    assert clock_doubt(datetime(2036, 1, 1, tzinfo=UTC), None, RELEASED) is None
    early = clock_doubt(datetime(1970, 1, 1, tzinfo=UTC), None, RELEASED)
    assert early is not None
    assert "did not exist" in early.reason


def test_the_question_names_the_date_in_words() -> None:
    doubt = clock_doubt(datetime(2036, 3, 3, 9, tzinfo=UTC), LAST, RELEASED)
    assert doubt is not None
    assert doubt.question == "This computer says it is 3 Mar 2036. Is that right?"
    assert "3 Mar 2036" in ClockDoubted(doubt).what
    assert "--clock-is-right" in ClockDoubted(doubt).next_step


@given(st.timedeltas(timedelta(hours=-23), timedelta(days=182)), ZONES, ZONES)
def test_no_pause_up_to_half_a_year_is_doubted_in_any_time_zone(
    pause: timedelta, before: timezone, after: timezone
) -> None:
    now = (LAST + pause).astimezone(after)
    assert clock_doubt(now, LAST.astimezone(before), RELEASED) is None


@given(st.timedeltas(timedelta(days=184), timedelta(days=30_000)), ZONES)
def test_every_longer_pause_and_every_step_back_is(pause: timedelta, zone: timezone) -> None:
    assert clock_doubt((LAST + pause).astimezone(zone), LAST, RELEASED)
    assert clock_doubt((LAST - timedelta(days=1) - pause / 100).astimezone(zone), LAST, RELEASED)
