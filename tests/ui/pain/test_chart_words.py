"""The chart in words: what the cursor says, what is spoken."""

from datetime import UTC, date, datetime, timedelta

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.pain_chart import Happening, PainChart, Span, describe
from clinic_app.ui.pain.chart_words import stops, summary

_NOON = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)


def _entry(day: int, score: int, series: Series = Series.AVERAGE, context: str = "") -> PainEntry:
    at = _NOON + timedelta(days=day)
    return PainEntry(f"{series}{day}", "p", series, score, at, context)


def _chart(entries: list[PainEntry], flags: list[tuple[date, str]]) -> PainChart:
    noted = [Happening(day, text) for day, text in flags]
    return describe(entries, noted, span=Span.ALL, today=date(2026, 10, 20))


def test_stops_stand_in_the_order_of_time_flags_among_them() -> None:
    chart = _chart(
        [_entry(0, 5), _entry(2, 4), _entry(1, 6, Series.NOW, "on the stairs")],
        [(date(2026, 10, 2), "Plan started")],
    )
    found = stops(chart)
    assert [s.title for s in found] == ["5 of 10", "Plan started", "6 of 10", "4 of 10"]
    assert found[2].lines == ("Now", "Fri 2 Oct 2026, 12:30", "on the stairs")
    assert found[1].spoken == "Plan started. Plan change 1. Fri 2 Oct 2026"


def test_the_summary_names_range_series_verdict_and_changes() -> None:
    said = summary(_chart([_entry(0, 5), _entry(1, 7)], [(date(2026, 10, 1), "Plan started")]))
    assert said.startswith("Pain from Thu 1 Oct 2026 to Tue 20 Oct 2026, 0 to 10, up is worse.")
    assert "Average, 24 h: 2 ratings, 5 to 7, the last 7 on 2 Oct." in said
    assert "Not enough data. 2 rated days so far." in said
    assert said.endswith("Plan changes: 1 Oct Plan started.")


def test_the_summary_of_nothing_says_so() -> None:
    assert "No ratings in this range." in summary(_chart([], []))
