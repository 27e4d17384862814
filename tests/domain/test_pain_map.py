"""Body charts: known regions, each once, in the order they were marked."""

from datetime import UTC, datetime

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainMap

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_a_region_marked_twice_stands_once() -> None:
    marked = PainMap("m", "p", AT, ("low-back", "calf-left", "low-back"))
    assert marked.regions == ("low-back", "calf-left")


def test_nothing_marked_is_an_answer_too() -> None:
    assert PainMap("m", "p", AT, ()).regions == ()


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UserError, match="no region 'left-leg'"):
        PainMap("m", "p", AT, ("left-leg",))
