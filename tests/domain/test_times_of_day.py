"""Times of day as people type them."""

from datetime import time

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.times_of_day import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8:30", time(8, 30)),
        ("20.15", time(20, 15)),
        ("12:05 am", time(0, 5)),
        ("1:00 PM", time(13)),
    ],
)
def test_times_are_read(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "25:00", "8:60", "13:00 pm", "noon", "0:30 am"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="not a time"):
        parse_time(text)
