"""Am I safe, in words: by when the last copy was made, where, and what a place wants."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic_app.domain.records.backup import BackupPlace, Keep
from clinic_app.services.folders.place_kind import PlaceKind, PlaceState
from clinic_app.ui.backup.state_words import (
    ANOTHER,
    NOW,
    has_failed,
    keep_words,
    last_words,
    missed,
    only_same_disk,
    rhythm_words,
    state_of,
)

AT = datetime(2026, 11, 30, 12, tzinfo=UTC).astimezone()
PLACE = BackupPlace("p", Path("/x"), "Clinic server", verified_at=AT - timedelta(hours=2))
PLACE = replace(PLACE, patients=1204, size=46_000_000)
HERE, STICK = PlaceState(PlaceKind.NETWORK), PlaceState(PlaceKind.STICK)


def old(days: int) -> BackupPlace:
    return replace(PLACE, verified_at=AT - timedelta(days=days))


def test_a_good_backup_says_when_where_and_that_it_was_read_back() -> None:
    state = state_of([PLACE, old(9)], AT)
    assert state.tone == "good"
    assert state.title == f"Last backup today {PLACE.verified_at:%H:%M}, checked"
    assert "In “Clinic server”: 1,204 patients, 46.0 MB." in state.more
    assert "read back" in state.more


@pytest.mark.parametrize(
    ("places", "tone", "title"),
    [
        ([], "bad", "There is no place for backups"),
        ([replace(PLACE, verified_at=None)], "caution", "There is no backup yet"),
        ([old(10)], "caution", "Last backup 10 days ago"),
        ([old(-10)], "caution", "Last backup 10 Dec 2026"),  # a clock that went back
    ],
)
def test_without_a_good_backup_it_is_said_first(
    places: list[BackupPlace], tone: str, title: str
) -> None:
    state = state_of(places, AT)
    assert state.tone == tone
    assert state.title.startswith(title.removesuffix(" 2026"))


@pytest.mark.parametrize(
    ("place", "look", "action", "words"),
    [
        (replace(PLACE, failed_at=AT, failure="The disk is full."), HERE, NOW, "is full"),
        (old(8), HERE, NOW, "8 days ago"),
        (old(2), replace(HERE, is_here=False), ANOTHER, "cannot be reached"),
        (old(8), replace(STICK, is_here=False), "", "Plug it in: the copy starts by itself."),
    ],
)
def test_a_place_that_wants_something_says_the_way_out(
    place: BackupPlace, look: PlaceState, action: str, words: str
) -> None:
    (one,) = missed([place], {"p": look}, AT)
    assert one.action == action
    assert words in f"{one.what} {one.more}"


@pytest.mark.parametrize(
    ("place", "look"),
    [
        (PLACE, HERE),
        (old(3), replace(STICK, is_here=False)),
        (replace(PLACE, verified_at=None), HERE),  # the first one is on its way
        (replace(PLACE, failed_at=AT - timedelta(days=1), failure="It was full."), HERE),
    ],
)
def test_a_place_with_a_copy_of_its_time_wants_nothing(
    place: BackupPlace, look: PlaceState
) -> None:
    assert missed([place], {"p": look}, AT) == []
    assert not has_failed(place)


def test_backups_on_the_clinics_own_disk_alone_are_told() -> None:
    same = PlaceState(PlaceKind.SAME_DISK)
    second = replace(PLACE, id="q")
    assert only_same_disk([PLACE], {"p": same})
    assert not only_same_disk([PLACE, second], {"p": same, "q": HERE})
    assert not only_same_disk([PLACE, second], {"p": same})  # not known yet


def test_rows_of_the_table_in_words() -> None:
    assert keep_words(Keep()) == "7 days, 5 weeks, 12 months"
    assert keep_words(Keep(1, 0, 1)) == "1 day, 1 month"
    assert keep_words(Keep(0, 0, 0)) == "the newest"
    assert last_words(old(10), AT) == ("10 days ago", "caution")
    assert last_words(replace(PLACE, verified_at=None), AT) == ("never yet", "caution")
    assert last_words(PLACE, AT)[1] == "good"
    assert rhythm_words(STICK) != rhythm_words(None)
