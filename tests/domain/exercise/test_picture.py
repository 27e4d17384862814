"""Display lists: replayed step by step, mirrored, put side by side."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.domain.exercise.picture import Panel, Shape, beside, mirrored, moved, steps_of

CURVED = Shape("mlcz", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0), "#AA3300")
TALL = Panel(20, 50, (CURVED,), "A person stands.", floor=5, scale=100)
LOW = Panel(60, 20, (CURVED,), "A person lies.", floor=8, scale=100)


def test_each_step_gets_its_numbers() -> None:
    steps = steps_of(CURVED)
    assert steps == [
        ("m", (1.0, 2.0)),
        ("l", (3.0, 4.0)),
        ("c", (5.0, 6.0, 7.0, 8.0, 9.0, 10.0)),
        ("z", ()),
    ]


def test_a_mirrored_picture_is_flipped_and_flips_back() -> None:
    flipped = mirrored(TALL)
    assert flipped.shapes[0].numbers == (19, 2, 17, 4, 15, 6, 13, 8, 11, 10)
    assert mirrored(flipped) == TALL


def test_pictures_in_a_row_share_one_floor() -> None:
    row = beside([TALL, LOW], gap=10)
    assert (row.width, row.height, row.floor) == (90, 53, 8)
    floor_y = row.height - row.floor
    assert row.shapes[0] == moved(CURVED, right=0, down=floor_y - (TALL.height - TALL.floor))
    assert row.shapes[1] == moved(CURVED, right=30, down=floor_y - (LOW.height - LOW.floor))
    assert row.alt == "A person stands. A person lies."


def test_an_unknown_look_lists_the_known_ones() -> None:
    assert look_named("woman-brown") is LOOKS["woman-brown"]
    with pytest.raises(UserError, match="woman-brown"):
        look_named("nobody")
