"""Forty diaries with the answer of the study that chose the rule, worked out by other code."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.trend.trend import RULE, Trend, judge_days

CASES = json.loads(Path(__file__).with_name("verdict_cases.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_diary_gets_the_answer_of_the_study(case: dict[str, Any]) -> None:
    first = date.fromisoformat(case["first"])
    days = {
        first + timedelta(days=n): float(rating)
        for n, rating in enumerate(case["ratings"])
        if rating is not None
    }
    today = date.fromisoformat(case["today"]) if case["today"] else None
    rule = RULE.with_limits(case["limits"])
    assert told(judge_days({Series.AVERAGE: days}, rule, today=today)) == case["expected"]


def told(trend: Trend) -> dict[str, Any]:
    """The answer in the shape of the file."""
    return {
        "verdict": str(trend.verdict),
        "confirmed": trend.confirmed,
        "weeks": [
            {"number": w.number, "rated_days": w.rated_days, "mean": round(w.mean, 6)}
            for w in trend.weeks
        ],
        "start": rounded(trend.start),
        "start_weeks": [w.number for w in trend.starts],
        "in_a_row": trend.in_a_row,
        "needed": trend.needed,
        "latest": rounded(trend.latest),
        "change": rounded(trend.change),
        "usual_move": rounded(trend.usual_move),
        "confirmed_on": trend.confirmed_on.isoformat() if trend.confirmed_on else None,
        "as_of": trend.as_of.isoformat() if trend.as_of else None,
        "age": str(trend.age),
        "is_long": trend.is_long,
        "high_start": trend.high_start,
    }


def rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)
