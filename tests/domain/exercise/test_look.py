"""Looks stored in records keep meaning somebody similar."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import LOOKS, Look, look_named

# As they stood in records since the first release: figure, skin, age, palette.
STORED = {
    "standard": ("man", "light", "adult", "colour"),
    "woman-light": ("woman", "light", "adult", "colour"),
    "woman-brown": ("woman", "brown", "adult", "colour"),
    "woman-dark": ("woman", "dark", "adult", "colour"),
    "woman-tan-older": ("woman", "tan", "older", "colour"),
    "woman-headscarf": ("woman", "tan", "adult", "colour"),
    "man-brown": ("man", "brown", "adult", "colour"),
    "man-dark": ("man", "dark", "adult", "colour"),
    "man-older-broad": ("man", "light", "older", "colour"),
    "line": ("man", "light", "adult", "line"),
}


@pytest.mark.parametrize("name", STORED)
def test_a_stored_name_still_means_somebody_similar(name: str) -> None:
    look = look_named(name)
    assert (look.figure, look.skin, look.age, look.palette) == STORED[name]


def test_the_headscarf_goes_with_covered_arms_and_legs() -> None:
    assert all(look.wear == "long" for look in LOOKS.values() if look.hair == "headscarf")


def test_a_shape_forgets_what_is_only_colour() -> None:
    assert Look(skin="dark", clothes="plum", palette="line").shape == Look().shape
    assert Look(figure="woman").shape != Look().shape


def test_a_look_not_known_lists_the_others() -> None:
    with pytest.raises(UserError, match="woman-large"):
        look_named("martian")
