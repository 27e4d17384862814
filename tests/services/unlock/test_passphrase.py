"""Strength: what people pick first is weak, four words are strong."""

import pytest

from clinic_app.services.unlock.passphrase import strength


@pytest.mark.parametrize("weak", ["", "password", "letmein123", "Summer2026", "robin demo"])
def test_what_people_pick_first_is_not_enough(weak: str) -> None:
    assert not strength(weak, known=("Robin Demo",)).is_enough


def test_four_words_are_enough_and_long_ones_are_judged_quickly() -> None:
    assert strength("quiet lantern orbit maple").is_enough
    assert strength("quiet lantern orbit maple " * 40).is_enough
