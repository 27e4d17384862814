"""Numbers and formulas of a figure: what is read, and what is refused."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.values import Number, number, read

SETTINGS = {"depth_deg": 80.0, "kg": 4, "support": "none"}


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (7, 7.0),
        ("depth_deg", 80.0),
        ("8 + depth_deg / 8", 18.0),
        ("-depth_deg * 0.5", -40.0),
        ("min(depth_deg, 60) - max(kg, 5, 6)", 54.0),
        ("(depth_deg - 20) / 3", 20.0),
    ],
)
def test_a_formula_is_worked_out(told: float | str, value: float) -> None:
    assert read(told, SETTINGS) == Number(value, guess=False)


def test_a_wave_makes_a_guess() -> None:
    assert read("~depth_deg / 4", SETTINGS) == Number(20.0, guess=True)
    assert number("~12", SETTINGS) == 12.0


@pytest.mark.parametrize(
    "told",
    [
        *("width_deg", "support + 1", "depth_deg / (kg - 4)", "", "~", "8 +", "True"),
        *("__import__('os')", "depth_deg.real", "max(depth_deg, key=abs)", "[1][0]", "'8'"),
        *("2 ** 9999", "depth_deg if kg else 0", "lambda: 1", "(" * 300),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(told: str) -> None:
    with pytest.raises(UserError, match="number settings here: depth_deg, kg"):
        read(told, SETTINGS)
