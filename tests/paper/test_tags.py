"""The structure behind the pages: what a screen reader finds, and in which order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from handout_samples import Maker, exercise
from picture_samples import drawn
from pypdf import PdfReader

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.handout import Layout
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import HandoutContent


def read(content: HandoutContent, *more: HandoutContent) -> PdfReader:
    return PdfReader(BytesIO(render(content, *more).pdf))


def elements(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree in reading order."""

    def walk(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield element
        for kid in element.get("/K", []):
            if not isinstance(kid, int):
                yield from walk(kid.get_object())

    root: Any = reader.trailer["/Root"]
    for top in root["/StructTreeRoot"]["/K"]:
        yield from walk(top.get_object())


def kinds(reader: PdfReader) -> list[str]:
    return [str(element["/S"])[1:] for element in elements(reader)]


def numbers_of(element: dict[str, Any]) -> list[int]:
    return [kid for kid in element.get("/K", []) if isinstance(kid, int)]


@pytest.mark.parametrize("layout", list(Layout))
def test_every_mark_on_a_page_has_its_element_and_its_way_back(make: Maker, layout: Layout) -> None:
    reader = read(drawn(make(3, layout=layout, next_harder=layout is not Layout.ONE_PAGE)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    found = list(elements(reader))
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] == number
        contents = page.get_contents()
        assert contents is not None
        code = contents.get_data()
        marks = [int(n) for n in re.findall(rb"/MCID (\d+)", code)]
        assert marks == list(range(len(marks)))
        back = parents[2 * number + 1]
        assert len(back) == len(marks)
        for n, element in enumerate(back):
            assert n in numbers_of(element.get_object())
        assert code.count(b"BDC") + code.count(b"BMC") == code.count(b"EMC")
    assert sum(len(numbers_of(element)) for element in found) == sum(
        len(parents[n]) for n in range(1, len(parents), 2)
    )


def test_nothing_is_drawn_outside_a_mark(make: Maker) -> None:
    reader = read(drawn(make(2)))
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None
        depth = 0
        for line in contents.get_data().decode("latin-1").splitlines():
            depth += len(re.findall(r"\b(?:BDC|BMC)\b", line))
            if re.search(r"(?:^|\s)(?:Tj|f\*?|S|B\*?|Do)(?:\s|$)", line):
                assert depth == 1 or depth == 2, line
            depth -= len(re.findall(r"\bEMC\b", line))


def test_an_exercise_is_read_name_dose_figures_steps_feel_easier_harder(make: Maker) -> None:
    one = exercise("e", dose=Dose(sets=1, reps=10))
    found = kinds(read(drawn(make([one], next_harder=True))))
    start = found.index("H2")
    step = ["LI", "Lbl", "LBody"]
    told = ["H2", "P", "Figure", "Figure", "L", *step * 3, "P", "P"]
    rungs = ["Figure", "Span", "P"] * 2
    assert found[start : start + len(told) + 6] == [*told, *rungs]
    assert found[:3] == ["Document", "Sect", "H1"]


def test_figures_say_what_they_show_and_where_they_are(make: Maker) -> None:
    figures = [e for e in elements(read(drawn(make(1)))) if e["/S"] == "/Figure"]
    assert [str(e["/Alt"]) for e in figures] == [
        "Somebody stands.",
        "Somebody stands.",
        "Easier: Somebody stands.",
    ]
    for figure in figures:
        left, bottom, right, top = figure["/A"]["/BBox"]
        assert 36 <= left < right <= 576
        assert 30 <= bottom < top <= 762


def test_a_picture_without_words_is_told_by_its_number(make: Maker) -> None:
    content = drawn(make(1, language="es"))
    (card,) = content.cards
    mute = tuple(replace(panel, alt="") for panel in card.panels)
    reader = read(replace(content, cards=(replace(card, panels=mute),)))
    told = [str(e["/Alt"]) for e in elements(reader) if e["/S"] == "/Figure"]
    assert told[:2] == [f"Imagen {n} de 2, Bisagra de cadera." for n in (1, 2)]


def test_signs_are_read_as_words(make: Maker) -> None:
    reader = read(drawn(make(1, next_harder=True)))
    said = [str(e["/ActualText"]) for e in elements(reader) if e["/S"] == "/Span"]
    assert said == ["Easier", "Harder"]


def test_the_diary_is_a_table_with_headings(make: Maker) -> None:
    found = list(elements(read(make(2))))
    tables = [e for e in found if e["/S"] == "/Table"]
    assert len(tables) == 2
    rows = [kid.get_object() for kid in tables[0]["/K"]]
    assert [row["/S"] for row in rows] == ["/TR"] * 5  # days, two exercises, two pains
    for number, row in enumerate(rows):
        cells = [kid.get_object() for kid in row["/K"]]
        assert len(cells) == 8
        assert cells[0]["/S"] == "/TH"
        assert cells[0]["/A"]["/Scope"] == ("/Row" if number else "/Column")
        assert {cell["/S"] for cell in cells[1:]} == {"/TD" if number else "/TH"}


def test_what_repeats_is_read_once(make: Maker) -> None:
    content = make(9, diary=False)
    reader = read(content)
    assert len(reader.pages) > 1
    assert kinds(reader).count("H1") == 1
    on_second = [
        e for e in elements(reader) if "/Pg" in e and e["/Pg"].get_object() == reader.pages[1]
    ]
    assert on_second[0]["/S"] == "/H2"  # no header before, and the foot was read on the first


@pytest.mark.parametrize(
    ("language", "paper", "tag"),
    [
        ("en", Paper.LETTER, "en-US"),
        ("en", Paper.A4, "en-US"),
        ("es", Paper.LETTER, "es-US"),
        ("es", Paper.A4, "es"),
    ],
)
def test_language_and_title_are_told_and_nobody_is_named(
    make: Maker, language: str, paper: Paper, tag: str
) -> None:
    reader = read(make(1, language=language, paper=paper))
    root: Any = reader.trailer["/Root"]
    title = {"en": "Home exercises", "es": "Ejercicios para la casa"}[language]
    assert root["/Lang"] == tag
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert f">{title}<".encode() in root["/Metadata"].get_object().get_data()
    assert "Marigold" not in str(reader.metadata)


def test_the_copy_for_the_chart_follows_in_its_own_language(make: Maker) -> None:
    spanish = drawn(make(2, language="es"))
    english = replace(drawn(make(2, language="en")), is_chart_copy=True)
    alone, both = read(spanish), read(spanish, english)
    assert len(both.pages) == 2 * len(alone.pages)
    texts = [" ".join(page.extract_text().split()) for page in both.pages]
    for text in texts[: len(alone.pages)]:
        assert "Copy for the chart" not in text
    for number, text in enumerate(texts[len(alone.pages) :], 1):
        assert f"Copy for the chart · M.S. · page {number} of {len(alone.pages)}" in text
    parts = [e for e in elements(both) if e["/S"] == "/Sect"]
    assert [part["/Lang"] for part in parts] == ["es-US", "en-US"]
