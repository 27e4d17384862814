"""Which two weeks come before and after, and which are brought back today."""

from datetime import date

from clinic_app.services.diary.diary import DiaryPeriod
from clinic_app.ui.diary.period_bar import after, before, span_words, usual

TODAY = date(2026, 11, 22)


def periods(*firsts: date) -> tuple[DiaryPeriod, ...]:
    return tuple(DiaryPeriod(first) for first in firsts)


def test_the_newest_paper_from_before_today_is_brought_back() -> None:
    old, recent = date(2026, 10, 20), date(2026, 11, 8)
    assert usual(periods(TODAY, recent, old), TODAY) == recent
    assert usual(periods(TODAY), TODAY) == TODAY


def test_an_old_paper_goes_on_in_steps_of_two_weeks() -> None:
    assert usual(periods(date(2026, 10, 20)), TODAY) == date(2026, 11, 17)
    assert usual(periods(date(2026, 10, 26)), TODAY) == date(2026, 10, 26)


def test_the_ways_there_and_back_meet() -> None:
    known = periods(date(2026, 10, 29), date(2026, 10, 2))
    way = [date(2026, 10, 2)]
    while (on := after(known, way[-1], TODAY)) is not None:
        way.append(on)
    assert way == [date(2026, 10, 2), date(2026, 10, 16), date(2026, 10, 29), date(2026, 11, 12)]
    assert [before(known, first) for first in way[1:]] == way[:-1]
    assert before(known, way[0]) == date(2026, 9, 18)


def test_the_words_name_a_year_only_where_it_helps() -> None:
    assert span_words(date(2026, 10, 29), TODAY) == "29 Oct to 11 Nov"
    assert span_words(date(2025, 12, 25), date(2026, 1, 9)) == "25 Dec 2025 to 7 Jan"
