"""The line that names the marks of muscles that the pictures have, in the page's language."""

from dataclasses import replace

import pytest
from handout_samples import Maker, page_texts

from clinic_app.colours import LINE_MARKS, MARKS, Mark
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.domain.plan.handout import Layout
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.handout.marks_line import marks_line


def pictured(content: HandoutContent, *marks: Mark) -> HandoutContent:
    shapes = tuple(Shape("mllz", (0, 0, 9, 0, 0, 9), m.fill, m.edge) for m in marks)
    card = replace(content.cards[0], panels=(Panel(60, 100, shapes, "Somebody."),) * 2)
    return replace(content, cards=(card,))


def words(content: HandoutContent) -> str:
    return " ".join(" ".join(page_texts(render(content).pdf)).split())


def test_only_the_marks_that_the_pictures_have_are_named(make: Maker) -> None:
    text = words(pictured(make(), MARKS["work"], MARKS["stretch"]))
    assert "works most" in text
    assert "stretches" in text
    assert "helps" not in text


@pytest.mark.parametrize("mark", [MARKS["help"], LINE_MARKS["help"]])
def test_marks_are_known_in_colour_and_as_lines(make: Maker, mark: Mark) -> None:
    assert "helps" in words(pictured(make(), mark))
    assert "ayuda" in words(pictured(make(language="es"), mark))


def test_a_page_without_marks_has_no_line(make: Maker) -> None:
    for content in (make(), pictured(make())):
        assert marks_line(content).height == 0
        assert "Muscles in the pictures" not in words(content)


@pytest.mark.parametrize("layout", [Layout.ONE_PAGE, Layout.LARGE_PRINT])
def test_the_line_stands_on_every_layout_of_exercises(make: Maker, layout: Layout) -> None:
    content = pictured(make(layout=layout), MARKS["work"])
    assert "works most" in words(content)


def test_marks_differ_by_more_than_colour() -> None:
    for marks in (MARKS, LINE_MARKS):
        assert not marks["work"].line
        assert marks["help"].line not in ("", marks["help"].edge)
        assert marks["stretch"].line == marks["stretch"].edge
