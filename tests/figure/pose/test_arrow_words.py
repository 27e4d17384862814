"""Arrows as a file tells them: what can be read, and what is said of the rest."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.arrow_words import FORMS, MEANINGS, ArrowWords, read_arrow

READ = {
    "head": ArrowWords("along", "head"),
    "double wrist_l": ArrowWords("double", "wrist_l"),
    "turn pelvis 0.16": ArrowWords("turn", "pelvis", (0.16,)),
    "turn ball_r 0.13 200 -110": ArrowWords("turn", "ball_r", (0.13, 200.0, -110.0)),
    "around crown 0.115": ArrowWords("around", "crown", (0.115,)),
    "around crown 0.115 0.08": ArrowWords("around", "crown", (0.115, 0.08)),
    "ring wrist_r 0.13 -0.1": ArrowWords("ring", "wrist_r", (0.13, -0.1)),
    "press knee_l right": ArrowWords("press", "knee_l", (), "right"),
    "press palm_r knee_r 0.2": ArrowWords("press", "palm_r", (0.2,), "knee_r"),
}
WRONG = {
    "elbows": "Unknown landmark 'elbows'",
    "turn elbows 0.1": "Unknown landmark 'elbows'",
    "spin head": "There is no arrow 'spin head'",
    "along head": "There is no arrow 'along head'",
    "turn head": "Write: turn LANDMARK RADIUS",
    "turn head wide": "Write: turn LANDMARK RADIUS",
    "double head 3": "Write: double LANDMARK",
    "press head": "Write: press LANDMARK WAY",
    "press head inward": "Write: press LANDMARK WAY",
    "ring head 1 2 3": "Write: ring LANDMARK RADIUS",
}


@pytest.mark.parametrize("text", READ)
def test_an_arrow_is_read(text: str) -> None:
    assert read_arrow(text) == READ[text]


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_arrow(text)
    assert WRONG[text] in str(refused.value)


def test_every_kind_has_a_form_and_a_meaning() -> None:
    assert list(FORMS) == list(MEANINGS)
