"""Pictures in the PDF: written once, short, seen as they are meant."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from handout_samples import Maker
from picture_samples import UPRIGHT, circle, drawn, lying, standing
from pypdf import PdfReader

from clinic_app.domain.exercise.picture import Panel, Shape, steps_of
from clinic_app.domain.plan.handout import Layout
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page.fewer_curves import fewer_curves
from clinic_app.paper.page.preview import page_images

RED, BLUE = (255, 0, 0), (0, 0, 255)


def forms(pdf: bytes) -> dict[str, Any]:
    """Every picture of a document by its name, which follows from what it shows."""
    found: dict[str, Any] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        found |= {name: form.get_object() for name, form in resources.get("/XObject", {}).items()}
    return found


def colours(content: HandoutContent) -> list[tuple[int, int, int]]:
    rgb = page_images(render(content).pdf, dpi=72)[0].rgb
    return [(rgb[n], rgb[n + 1], rgb[n + 2]) for n in range(0, len(rgb), 3)]


def square(fill: str, *, left: float = 2, right: float = 98, **look: object) -> Shape:
    corners = (left, 2.0, right, 2.0, right, 98.0, left, 98.0)
    return Shape("mlllz", corners, fill, **look)  # pyright: ignore[reportArgumentType]


def test_a_picture_that_repeats_is_written_once(make: Maker) -> None:
    one = render(drawn(make(3), UPRIGHT)).pdf
    # Two panels, and the second again for the easier rung, which needs fewer curves.
    assert len(forms(one)) == 3
    assert one.count(b"/Subtype /Form") == 3
    twice = render(drawn(make(3), UPRIGHT), drawn(make(3), UPRIGHT)).pdf
    assert twice.count(b"/Subtype /Form") == 3


def test_numbers_are_short(make: Maker) -> None:
    for form in forms(render(drawn(make(2))).pdf).values():
        for word in form.get_data().split():
            assert len(word.partition(b".")[2]) <= 3


def test_opacity_lets_what_is_behind_shine_through(make: Maker) -> None:
    behind = square("#0000FF")
    whole = Panel(100, 100, (behind, square("#FF0000")), "Squares.")
    half = Panel(100, 100, (behind, square("#FF0000", opacity=0.5)), "Squares.")
    assert colours(drawn(make(1), (whole, whole))).count(RED) > 1000
    through = colours(drawn(make(1), (half, half)))
    assert RED not in through
    assert any(abs(r - 127) < 3 and g == 0 and abs(b - 127) < 3 for r, g, b in through)


def test_what_is_inside_twice_is_a_hole(make: Maker) -> None:
    ring = Shape("mlllzmlllz", (0, 0, 100, 0, 100, 100, 0, 100, 10, 10, 90, 10, 90, 90, 10, 90))
    full = Panel(100, 100, (square("#FF0000"),), "A square.")
    holed = Panel(100, 100, (replace(ring, fill="#FF0000"),), "A frame.")
    whole, left = (colours(drawn(make(1), (p, p))).count(RED) for p in (full, holed))
    assert 0 < left < whole / 2


def test_dashes_leave_gaps(make: Maker) -> None:
    line = Shape("ml", (0, 50, 100, 50), stroke="#FF0000", width=8)
    whole, dashed = (
        colours(drawn(make(1), (Panel(100, 100, (shape,), "A line."),) * 2)).count(RED)
        for shape in (line, replace(line, dash=(1.0, 25.0)))
    )
    assert 0 < dashed < whole


def test_curves_that_one_can_draw_become_one() -> None:
    panel = Panel(200, 200, (circle(100, 100, 80, fill="#FF0000"),))
    (shape,) = fewer_curves(panel, 0.3).shapes
    assert len(shape.steps) < 12 < len(panel.shapes[0].steps)
    pen = 0j
    for letter, numbers in steps_of(shape):
        points = [complex(*numbers[n : n + 2]) for n in range(0, len(numbers), 2)]
        if letter == "c":
            one, two, end = points
            for t in (0.25, 0.5, 0.75):
                u = 1 - t
                at = u**3 * pen + 3 * u * u * t * one + 3 * u * t * t * two + t**3 * end
                assert abs(abs(at - (100 + 100j)) - 80) < 0.4
        pen = points[-1] if points else pen


@pytest.mark.parametrize("panel", [standing(), lying(9)])
def test_corners_lines_and_ends_stay_where_they_are(panel: Panel) -> None:
    fewer = fewer_curves(panel, 0.05)
    for before, after in zip(panel.shapes, fewer.shapes, strict=True):
        assert before.numbers[:2] == after.numbers[:2]
        assert before.numbers[-2:] == after.numbers[-2:]
        assert after.steps.count("m") == before.steps.count("m")


def test_what_nobody_could_see_is_left_out() -> None:
    speck = circle(50, 50, 0.05, fill="#FF0000")
    panel = Panel(100, 100, (square("#0000FF"), speck))
    assert fewer_curves(panel, 0.1).shapes == (square("#0000FF"),)


def test_six_exercises_with_pictures_stay_small(make: Maker) -> None:
    pairs = [tuple(replace(panel, width=panel.width + n) for panel in UPRIGHT) for n in range(6)]
    rendered = render(drawn(make(6, next_harder=True), *pairs))
    assert len(rendered.pdf) <= 150_000


def test_in_grey_the_muscle_is_darker_than_the_clothes(make: Maker) -> None:
    rgb = page_images(render(drawn(make(1, layout=Layout.LARGE_PRINT), UPRIGHT)).pdf, dpi=72)[0].rgb
    seen = {(rgb[n], rgb[n + 1], rgb[n + 2]) for n in range(0, len(rgb), 3)}
    shirt = (0xCF, 0xE3, 0xF0)
    muscle = [c for c in seen if c[0] > 150 and c[1] < 110 and c[2] < 110]

    def grey(c: tuple[int, int, int]) -> float:
        return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]

    assert shirt in seen
    assert muscle
    assert max(map(grey, muscle)) < grey(shirt) - 80
