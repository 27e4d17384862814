"""What is kept is found by what its values hold, and only so many are kept."""

import numpy as np

from clinic_app.figure.kept import Kept


def test_equal_values_are_worked_out_once_and_others_anew() -> None:
    kept, made = Kept[int](8), list[int]()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert kept.of({"depth": np.array([1.0, 2.0])}, make) == 0
    assert kept.of({"depth": np.array([1.0, 2.0])}, make) == 0
    assert kept.of({"depth": np.array([1.0, 2.5])}, make) == 1
    assert made == [0, 1]


def test_the_longest_unused_goes_first() -> None:
    kept = Kept[str](2)
    kept.of("a", lambda: "first")
    kept.of("b", lambda: "first")
    kept.of("a", lambda: "second")
    kept.of("c", lambda: "first")
    assert kept.of("a", lambda: "second") == "first"
    assert kept.of("b", lambda: "second") == "second"


def test_what_is_forgotten_is_worked_out_anew() -> None:
    kept = Kept[str](2)
    kept.of("a", lambda: "first")
    kept.forget()
    assert kept.of("a", lambda: "second") == "second"
