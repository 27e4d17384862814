"""Diaries for the tests of the verdict: one rating a day."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from clinic_app.domain.pain.pain import PainRating, Series

START = datetime(2026, 3, 2, 20, tzinfo=UTC)


def ratings(*scores: int | None, series: Series = Series.AVERAGE) -> list[PainRating]:
    """One rating a day from the start; None leaves the day out."""
    return [
        PainRating(f"e{n}", "p", series, score, START + timedelta(days=n))
        for n, score in enumerate(scores)
        if score is not None
    ]


scores = st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=60)
