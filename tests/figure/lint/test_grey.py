"""Marks of muscles stand out in grey print from the skin and the clothes of every look."""

from dataclasses import replace

import pytest

from clinic_app.colours import MARKS
from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.figure.lint import grey
from clinic_app.figure.lint.grey import LEAST_CONTRAST, lint_grey, visibility
from clinic_app.figure.render.palette import contrast, palette_of


@pytest.mark.parametrize("name", LOOKS)
def test_every_mark_stands_out_on_every_look(name: str) -> None:
    assert not list(lint_grey(LOOKS[name], Role))


def test_red_on_dark_skin_without_a_rim_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    look = LOOKS["man-dark"]
    bare = replace(palette_of(look), marks={role: MARKS[role] for role in Role})
    monkeypatch.setattr(grey, "palette_of", lambda look: bare)
    (finding, *_) = lint_grey(look, [Role.WORK])
    assert finding.check == "grey"
    assert "mark of work hardly stands out from skin" in finding.message
    assert f"{LEAST_CONTRAST:g} is needed" in finding.message


def test_lines_inside_tell_a_mark_as_pale_as_its_ground() -> None:
    assert visibility(MARKS["help"], MARKS["help"].fill) > LEAST_CONTRAST


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
