"""The preview runs as the dose says."""

import pytest

from clinic_app.domain.plan.dose import Dose
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.figure.timing import Timing, timing_of

LIBRARY = open_library()


def test_a_hinge_goes_down_first_and_a_bridge_up_first() -> None:
    dose = Dose(tempo="3-1-2")
    assert timing_of(dose, LIBRARY.exercise("hip-hinge")) == Timing(3, 1, 2)
    assert timing_of(dose, LIBRARY.exercise("heel-raise")) == Timing(2, 1, 3)


def test_without_a_tempo_a_repetition_takes_three_seconds_and_its_hold() -> None:
    assert timing_of(Dose(), LIBRARY.exercise("bridge")) == Timing(1.5, 0, 1.5)
    assert timing_of(Dose(hold_s=3), LIBRARY.exercise("bridge")) == Timing(1.5, 3, 1.5)
    assert timing_of(Dose(hold_s=60), LIBRARY.exercise("bridge")).pause_s == 5


def test_as_fast_as_possible_still_takes_a_moment() -> None:
    assert timing_of(Dose(tempo="0-0-0"), LIBRARY.exercise("squat")) == Timing(0.5, 0, 0.5)


def test_the_way_is_there_and_back_again_and_a_breath() -> None:
    timing = Timing(3, 1, 2)
    at = [timing.share_at(t) for t in (0, 1.5, 3, 3.9, 5, 6, 6.5)]
    assert at == pytest.approx([0, 0.5, 1, 1, 0.5, 0, 0])
    assert timing.share_at(timing.total_s + 1.5) == pytest.approx(0.5), "and again"


def test_each_frame_of_a_way_is_shown_for_a_thirtieth_of_a_second() -> None:
    assert Timing(3, 0, 2).frames == 90
    assert Timing(0.2, 0, 0.2).frames == 12
    assert Timing(30, 0, 2).frames == 90, "no more are drawn"
