"""Pages as pictures, picture panels on a card, and the key sheet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from handout_samples import Maker, fonts_of, page_texts

from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import PageImage
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import HandoutContent, RungWords
from clinic_app.paper.key_sheet import key_sheet
from clinic_app.paper.page.preview import page_images, png

RED = (255, 0, 0)
SQUARE = Shape("mlllz", (2.0, 2.0, 8.0, 2.0, 8.0, 18.0, 2.0, 18.0), "#FF0000")
PANEL = Panel(10, 20, (SQUARE,), "A red square.")


def count(rgb: bytes, colour: tuple[int, int, int]) -> int:
    wanted = bytes(colour)
    return sum(rgb[n : n + 3] == wanted for n in range(0, len(rgb), 3))


def with_pictures(content: HandoutContent) -> HandoutContent:
    cards = tuple(
        replace(card, panels=(PANEL, PANEL), easier=RungWords("bow less.", PANEL))
        for card in content.cards
    )
    return replace(content, cards=cards)


def test_a_page_is_drawn_at_the_size_asked_for(make: Maker) -> None:
    first, *_ = page_images(render(make(2)).pdf, dpi=72)
    assert (first.width, first.height) == (612, 792)
    assert len(first.rgb) == 612 * 792 * 3
    assert first.rgb[:3] == b"\xff\xff\xff"
    assert count(first.rgb, (0xE8, 0xEE, 0xF3)) > 5000  # the bands


def test_previews_may_be_made_in_several_threads(make: Maker) -> None:
    content = make(2)

    def preview(_: int) -> list[PageImage]:
        return page_images(render(content).pdf, dpi=40)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(preview, range(8)))
    assert all(pages == made[0] for pages in made)


def test_a_png_holds_the_picture(make: Maker) -> None:
    image = page_images(render(make(1)).pdf, dpi=30)[0]
    assert int.from_bytes(png(image)[16:20], "big") == image.width


def test_panels_are_drawn_where_a_card_has_them(make: Maker) -> None:
    without = page_images(render(make(2)).pdf, dpi=72)[0]
    drawn = page_images(render(with_pictures(make(2))).pdf, dpi=72)[0]
    assert count(without.rgb, RED) == 0
    # Two panels a card, at least 104 points high inside (the shape is 0.3 x 0.8 of that), or more.
    area = 2 * 2 * (0.3 * 104) * (0.8 * 104)
    assert area < count(drawn.rgb, RED) < area * 4


@pytest.mark.parametrize("paper", list(Paper))
def test_the_key_sheet_is_one_page_with_the_whole_key(paper: Paper) -> None:
    key = "K7QM-2FHX-9TRW-8ZBN-3HCD-6VFG-PLKJ-W4RT"
    pdf = key_sheet("<b>Sample</b> Clinic", key, paper, date(2026, 11, 22))
    (text,) = page_texts(pdf)
    assert "<b>Sample</b> Clinic" in text
    assert "Made on" in text
    assert "destroy" not in text
    assert " ".join(key.split("-")) in text.replace(" - ", " ")
    assert all(fonts_of(pdf).values())
    assert pdf == key_sheet("<b>Sample</b> Clinic", key, paper, date(2026, 11, 22))


def test_a_sheet_that_replaces_another_says_that_the_older_one_opens_nothing() -> None:
    pdf = key_sheet("Sample Clinic", "K7QM-2FHX", Paper.A4, date(2026, 11, 22), replaces=True)
    (text,) = page_texts(pdf)
    assert "An older key sheet no longer opens the clinic" in " ".join(text.split())
