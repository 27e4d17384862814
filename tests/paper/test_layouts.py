"""The layouts: what stands on which page, how large, and what is refused."""

from dataclasses import replace
from io import BytesIO

import pytest
from handout_samples import Maker, exercise, page_texts, words
from picture_samples import FLAT, UPRIGHT, drawn, lying, standing
from printed_shapes import printed_pages
from pypdf import PdfReader

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import Layout, has_diary
from clinic_app.paper.document import lay_out, render
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.handout.panel import Figures, arranged, arrangements, stretched
from clinic_app.paper.page.sheet import FORMATS

PAPERS = list(Paper)
LAYOUTS = list(Layout)


def cards_by_page(content: HandoutContent) -> list[list[str]]:
    named = [[name for name, _ in page.blocks] for page in lay_out(content)]
    cards = [[name for name in names if name.startswith("card")] for names in named]
    return [names for names in cards if names]


def letter_sizes(pdf: bytes) -> set[float]:
    """Every size of letters that shows."""
    sizes: set[float] = set()

    def visit(text: str, cm: object, tm: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size, 2))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return sizes


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_nothing_leaves_its_page_or_meets_another(
    make: Maker, count: int, layout: Layout, paper: Paper
) -> None:
    content = drawn(make(count, layout=layout, paper=paper, next_harder=count < 4))
    form = FORMATS[paper]
    for page in lay_out(content):
        below = form.edge + page.head.height
        for _, block, top in page.placed(form.edge):
            assert top >= below
            below = top + block.height
        assert below <= form.height - form.edge - page.foot.height
    for printed in printed_pages(render(content).pdf, margin=18):
        assert list(printed.faults()) == []


@pytest.mark.parametrize("diary", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_has_the_diary_that_its_row_promises(
    make: Maker, layout: Layout, diary: bool
) -> None:
    names = [n for page in lay_out(make(2, layout=layout, diary=diary)) for n, _ in page.blocks]
    assert ("week" in names) == has_diary({"layout": layout.value, "diary": diary})


@pytest.mark.parametrize("count", [4, 5, 7])
def test_with_pictures_too_no_exercise_stands_alone_at_the_end(make: Maker, count: int) -> None:
    grouped = cards_by_page(drawn(make(count, next_harder=True)))
    assert sum(map(len, grouped)) == count
    assert len(grouped[-1]) > 1


def test_four_that_need_two_pages_are_two_and_two(make: Maker) -> None:
    long = replace(words("Long"), steps=("Push your hips back and stop there. Stand up.",) * 4)
    listed = [exercise(f"e{n}", words={"en": long, "es": long}) for n in range(4)]
    assert list(map(len, cards_by_page(drawn(make(listed))))) == [2, 2]


@pytest.mark.parametrize("paper", PAPERS)
def test_one_page_is_one_page_without_a_diary(make: Maker, paper: Paper) -> None:
    for count in (1, 2, 3, 4):
        content = drawn(make(count, layout=Layout.ONE_PAGE, paper=paper))
        rendered = render(content)
        (text,) = page_texts(rendered.pdf)
        assert rendered.pages == 1
        assert "page 1 of 1" in text
        assert "Week 1" not in text
        assert text.count("Squeeze your bottom and stand up.") == count  # no step is dropped
        assert min(letter_sizes(rendered.pdf)) >= 9
        assert "Call 911 if:" in text


def test_one_page_gives_the_full_safety_words_where_there_is_room(make: Maker) -> None:
    (text,) = page_texts(render(drawn(make(1, layout=Layout.ONE_PAGE))).pdf)
    assert "How much pain is OK?" in text


@pytest.mark.parametrize("count", [5, 9])
def test_more_than_four_on_one_page_are_refused_with_a_way_out(make: Maker, count: int) -> None:
    for content in (make(count, layout=Layout.ONE_PAGE), drawn(make(count, layout="one-page"))):
        with pytest.raises(UserError, match=f"{count} exercises do not fit") as refused:
            render(content)
        assert "standard layout" in str(refused.value)


def test_words_that_do_not_fit_one_page_are_refused_not_shrunk(make: Maker) -> None:
    long = replace(words("Long"), steps=("Push your hips back and stop right there. " * 4,) * 5)
    listed = [exercise(f"e{n}", words={"en": long, "es": long}) for n in range(4)]
    with pytest.raises(UserError, match="do not fit on one page"):
        render(drawn(make(listed, layout=Layout.ONE_PAGE)))


def test_what_the_signs_mean_stands_once_where_both_are_used(make: Maker) -> None:
    both = render(drawn(make(3, layout=Layout.ONE_PAGE, next_harder=True)))
    text = page_texts(both.pdf)[0]
    assert text.count("do this if pain goes over 5.") == 1 or text.count("Pain over 5:") == 3


@pytest.mark.parametrize("language", ["en", "es"])
def test_large_print_has_no_letter_under_18_points(make: Maker, language: str) -> None:
    content = drawn(make(2, layout=Layout.LARGE_PRINT, language=language, next_harder=True))
    pictured = replace(content, cards=(content.cards[0], replace(content.cards[1], note="Slowly.")))
    rendered = render(pictured)
    small = {size for size in letter_sizes(rendered.pdf) if size < 18}
    numbers = {round(icon, 2) for icon in (13.5, 11.25 * 1.5)}  # in the discs and on the boxes
    assert small <= numbers, small
    assert cards_by_page(pictured) == [["card 1"], ["card 2"]]


def test_large_print_without_a_diary_keeps_the_safety_words(make: Maker) -> None:
    texts = page_texts(render(drawn(make(1, layout=Layout.LARGE_PRINT, diary=False))).pdf)
    assert "How much pain is OK?" in texts[-1]
    assert "Week 1" not in " ".join(texts)


def test_the_diary_alone_is_the_diary_alone(make: Maker) -> None:
    rendered = render(drawn(make(3, layout=Layout.DIARY)))
    (text,) = page_texts(rendered.pdf)
    assert "Week 2" in text
    assert "How much pain is OK?" in text
    assert "Push your hips back" not in text


def test_an_exercise_without_a_picture_has_room_to_draw_one(make: Maker) -> None:
    text = " ".join(page_texts(render(drawn(make(3), UPRIGHT, ())).pdf))
    assert text.count("No picture yet.") == 2
    assert "No picture" not in page_texts(render(make(3)).pdf)[0]


@pytest.mark.parametrize("panels", [UPRIGHT, FLAT, (*UPRIGHT, standing(10)), (lying(),)])
@pytest.mark.parametrize("across", [0, 1])
def test_figures_of_one_exercise_share_scale_and_floor(
    panels: tuple,
    across: int,  # pyright: ignore[reportMissingTypeArgument]
) -> None:
    figures = Figures.of(panels)
    made = arranged(panels, width=150, height=116, across=across, k=1)
    assert made.scale * figures.width <= made.width
    assert made.scale * figures.height <= made.height


def test_a_lying_figure_keeps_its_long_side(make: Maker) -> None:
    ways = arrangements(FLAT, [76, 124], tall=116, stacks=[146], k=1)
    assert all(way.scale * Figures.of(FLAT).width >= 96 for way in ways)


def test_four_lying_figures_stand_two_by_two() -> None:
    best = arrangements((*FLAT, *FLAT)[:4], [60], tall=116, stacks=[220], k=1)[0]
    assert (best.count, best.across) == (4, 2)
    assert best.area == (pytest.approx(220), pytest.approx(116))


def test_three_lying_figures_stand_in_two_rows_where_they_are_larger_there() -> None:
    three = (*FLAT, lying())
    best = arrangements(three, [60], tall=116, stacks=[250], k=1)[0]
    row = arranged(three, width=60, height=116, k=1)
    assert (best.count, best.across) == (3, 2)
    assert best.scale > row.scale


def test_panels_grow_no_farther_than_their_figures() -> None:
    wide = arranged(FLAT, width=110, height=90, k=1)
    assert stretched(wide, 150, k=1).area[1] == pytest.approx(90)
    assert stretched(wide, 150, k=1).scale == pytest.approx(wide.scale)
    tall = arranged(UPRIGHT, width=148, height=90, k=1)
    assert stretched(tall, 150, k=1).scale > tall.scale
    assert stretched(tall, 150, k=1).area[1] == pytest.approx(150)


def test_three_panels_have_three_numbers(make: Maker) -> None:
    content = drawn(make(1), (*UPRIGHT, standing(10)))
    contents = PdfReader(BytesIO(render(content).pdf)).pages[0].get_contents()
    assert contents is not None
    assert contents.get_data().count(b"/Figure <<") == 4  # three panels and the easier one


def shown(panels: tuple[Panel, ...], *steps: tuple[int, ...]) -> tuple[Panel, ...]:
    return tuple(replace(p, shows=s) for p, s in zip(panels, steps, strict=True))


def discs(content: HandoutContent) -> list[str]:
    """The numbers of the first card in the order they are printed, those on panels first."""
    texts: list[str] = []
    PdfReader(BytesIO(render(content).pdf)).pages[0].extract_text(
        visitor_text=lambda text, *_: texts.append(text.strip())
    )
    return [text for text in texts if text.isdigit() and len(text) == 1]


@pytest.mark.parametrize("layout", [Layout.STANDARD, Layout.LARGE_PRINT])
def test_a_panel_carries_the_numbers_of_all_its_steps(make: Maker, layout: Layout) -> None:
    pair = shown(UPRIGHT, (1, 3), (2,))
    content = drawn(make(1, layout=layout), pair)
    steps = tuple(str(n) for n, _ in enumerate(content.cards[0].steps, 1))
    printed = discs(content)
    assert printed[:3] == ["1", "3", "2"]
    assert printed[3 : 3 + len(steps)] == list(steps)


@pytest.mark.parametrize("panels", [UPRIGHT, FLAT])
@pytest.mark.parametrize("size", [(60, 46), (150, 116), (220, 56)])
def test_many_numbers_stay_inside_their_panel_beside_the_figure(
    panels: tuple,  # pyright: ignore[reportMissingTypeArgument]
    size: tuple[float, float],
) -> None:
    made = arranged(shown(panels, (1, 4, 6), (2, 3, 5)), width=size[0], height=size[1], k=1)
    wide, high = made.corner(0)
    figures = Figures.of(made.panels)
    assert wide <= made.width
    assert high <= made.height
    beside = wide + figures.width * made.scale <= made.width
    under = high + figures.height * made.scale <= made.height
    assert beside or under


def test_only_drawn_steps_have_a_filled_number(make: Maker) -> None:
    card = drawn(make(1), shown(UPRIGHT, (1, 4), (2,))).cards[0]
    assert card.drawn_steps == {1, 2, 4}
    assert replace(card, panels=UPRIGHT).drawn_steps == {1, 2}
    assert replace(card, panels=()).drawn_steps == {1, 2}, "two may be drawn by hand"


def test_long_names_keep_every_word_in_every_layout(make: Maker) -> None:
    long = words("Half-kneeling hip flexor stretch with arm reach and a very slow breath")
    listed = [exercise("e", words={"en": long, "es": long})]
    given = "Maximiliana-Guadalupe Featherstonehaugh"
    for layout in LAYOUTS:
        for text in page_texts(render(drawn(make(listed, given=given, layout=layout))).pdf):
            assert all(part in text for part in given.split())
        printed = printed_pages(
            render(drawn(make(listed, given=given, layout=layout))).pdf, margin=18
        )
        assert [fault for page in printed for fault in page.faults()] == []
