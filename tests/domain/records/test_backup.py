"""Which backups are kept, as laws: never the newest is lost, and no clock can empty a place."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.records.backup import (
    Backup,
    Contents,
    Keep,
    file_name,
    is_past,
    parse_name,
    to_keep,
)

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 18, tzinfo=UTC)  # a Monday


def backup(at: datetime, rows: int = 1, *, verified: bool = True) -> Backup:
    path = Path(f"{at:%Y%m%d-%H%M%S}-{rows}-{verified}")
    return Backup(path, at, 1, contents=Contents(0, 0, None, rows), is_verified=verified)


def days(*ago: int) -> list[Backup]:
    return [backup(START - n * DAY) for n in ago]


def told(kept: set[Path]) -> list[str]:
    return sorted(path.name[:8] for path in kept)


moments = st.datetimes(
    datetime(1995, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001 - given below
)  # fmt: skip
backups = st.builds(backup, moments, st.integers(0, 100), verified=st.booleans())
some_backups = st.lists(backups, max_size=40, unique_by=lambda one: one.path)
rules = st.builds(Keep, st.integers(0, 9), st.integers(0, 9), st.integers(0, 14))


@given(some_backups, rules)
def test_the_newest_the_longest_and_the_unverified_stay(found: list[Backup], keep: Keep):
    kept = to_keep(found, keep)
    verified = [one for one in found if one.is_verified]
    assert {one.path for one in found if not one.is_verified} <= kept
    if verified:
        assert max(verified, key=lambda one: (one.made_at, one.path.name)).path in kept
        most = max(one.contents.rows for one in verified if one.contents)
        assert any(
            one.path in kept for one in verified if one.contents and one.contents.rows == most
        )


@given(some_backups, rules)
def test_no_more_stay_than_the_rule_says(found: list[Backup], keep: Keep):
    verified = [one for one in found if one.is_verified]
    kept = to_keep(verified, keep)
    assert len(kept) <= keep.days + keep.weeks + keep.months + 2
    assert to_keep([one for one in verified if one.path in kept], keep) == kept  # once is enough


@given(some_backups, rules)
def test_the_order_in_which_they_are_found_does_not_matter(found: list[Backup], keep: Keep):
    assert to_keep(found, keep) == to_keep(list(reversed(found)), keep)


@given(
    st.integers(1, 60),
    st.builds(Keep, st.integers(2, 9), st.integers(1, 9), st.integers(1, 14)),
)
def test_one_wrong_clock_takes_one_day_at_most(count: int, keep: Keep):
    usual = days(*range(count))
    astray = [*usual, backup(START + timedelta(days=20_000))]
    without = to_keep(usual, Keep(keep.days - 1, keep.weeks - 1, keep.months - 1))
    assert without <= to_keep(astray, keep)


def test_seven_days_five_weeks_twelve_months():
    kept = to_keep(days(*range(500)), Keep())
    assert told(kept) == sorted(
        [
            *("20260224 20260225 20260226 20260227 20260228 20260301 20260302".split()),
            *("20260222 20260215 20260208".split()),  # Sundays; this week's is the newest
            *("20260131 20251231 20251130 20251031 20250930 20250831 20250731".split()),
            *("20250630 20250531 20250430".split()),
        ]
    )


def test_a_holiday_uses_up_no_day():
    assert len(to_keep(days(0, 30, 31, 32, 33, 34, 35), Keep(7, 0, 0))) == 7


def test_of_a_day_the_newest_stays():
    morning, evening = backup(START - timedelta(hours=9)), backup(START)
    assert to_keep([morning, evening], Keep(1, 0, 0)) == {evening.path}


@given(moments.map(lambda at: at.replace(microsecond=0)))
def test_a_name_tells_mark_and_time(at: datetime):
    local = at.astimezone()
    assert parse_name(file_name("0a1b2c3d", local)) == ("0a1b2c3d", local) or _twice_an_hour(local)


def _twice_an_hour(at: datetime) -> bool:
    """In autumn an hour comes twice; a name does not tell which."""
    return at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_no_other_name_is_taken_for_a_backup(name: str):
    assert parse_name(name) is None


def test_names_that_tell_no_time_are_no_backups():
    for name in ("handrail-0a1b2c3d-20269999-999999.handrail", "handrail-0A1B2C3D-20260101-000000"):
        assert parse_name(name) is None
    assert parse_name("../handrail-0a1b2c3d-20260101-000000.handrail") is None


def test_a_clock_that_went_back_makes_it_due_all_the_same():
    assert is_past(START + 400 * DAY, START, DAY)
    assert is_past(None, START, DAY)
    assert not is_past(START, START + timedelta(hours=23), DAY)
