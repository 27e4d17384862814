"""A report is one or two pages that hold everything, split nothing and can be read out."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from handout_samples import fonts_of, page_texts, seen_texts
from printed_shapes import printed_pages
from pypdf import PdfReader
from report_samples import ago, chart, crowded, nothing, report

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain_chart import FlagKind
from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.report.content import ReportContent
from clinic_app.paper.report.report import render_report
from clinic_app.paper.type.fonts import MissingGlyph

PAPERS = list(Paper)
HALF_A_PAGE = "Walks the stairs again. " * 60


def elements(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree in reading order."""

    def walk(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield element
        for kid in element.get("/K", []):
            if not isinstance(kid, int):
                yield from walk(kid.get_object())

    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    for top in root["/StructTreeRoot"]["/K"]:
        yield from walk(top.get_object())


def kinds(pdf: bytes) -> list[str]:
    return [str(element["/S"])[1:] for element in elements(pdf)]


def faults(pdf: bytes) -> list[str]:
    """Texts that meet another text or the edge of the paper; the chart's lines cross many."""
    found: list[str] = []
    for page in printed_pages(pdf, margin=18):
        for n, (text, area) in enumerate(page.texts):
            found += [] if page.area.holds(area) else [f"{text!r} leaves the paper"]
            found += [
                f"{text!r} meets {other!r}"
                for other, there in page.texts[n + 1 :]
                if area.overlaps(there)
            ]
    return found


CASES: dict[str, ReportContent] = {
    "nothing": report(nothing(), exercises=0, findings="", recipient=""),
    "usual": report(),
    "no logs, no measures": report(chart(42, measures=0, logged=False)),
    "one exercise": report(chart(20), exercises=1, findings=""),
    "long findings": report(findings=HALF_A_PAGE),
    "twelve measures": report(chart(60, measures=12), exercises=10),
    "three years": report(chart(1095, measures=5)),
    "many flags": report(chart(42, flags=tuple(ago(n, f"Dose {n}") for n in range(30)))),
    "long names": crowded(Paper.LETTER, findings="Better."),
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("case", CASES)
def test_any_record_prints_clear_on_two_pages_at_most(case: str, paper: Paper) -> None:
    made = render_report(replace(CASES[case], paper=paper))
    assert made.pages in (1, 2)
    assert len(page_texts(made.pdf)) == made.pages
    assert faults(made.pdf) == []
    assert all(fonts_of(made.pdf).values())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("case", CASES)
def test_chart_and_table_stand_whole_on_one_page(case: str, paper: Paper) -> None:
    content = replace(CASES[case], paper=paper)
    pdf = render_report(content).pdf
    found = kinds(pdf)
    assert found.count("Figure") == 1
    assert found.count("Table") == (1 if content.measures else 0)
    assert found.count("TR") == (len(content.measures) + 1 if content.measures else 0)
    for element in elements(pdf):
        if element["/S"] == "/Table":
            assert len({id(cell["/Pg"].get_object()) for cell in cells(element)}) == 1
        if element["/S"] == "/Figure":
            left, bottom, right, top = map(float, element["/A"]["/BBox"])
            width, height = map(float, element["/Pg"].get_object()["/MediaBox"][2:])
            assert 18 < left < right < width - 18
            assert 18 < bottom < top < height - 18


def cells(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in table["/K"]:
        for cell in row.get_object()["/K"]:
            yield cell.get_object()


def test_everything_a_referrer_asks_for_is_told() -> None:
    flags = (ago(40, "Plan started"), ago(20, "Flare-up: moved house", FlagKind.FLARE_UP))
    told = " ".join(page_texts(render_report(report(chart(42, flags=flags))).pdf))
    for words in (
        "Physical therapy progress report",
        "Sample Clinic",
        "Robin Demo, PT, DPT",
        "Marigold Sample",
        "4 Mar 1958",
        "D-0117",
        "M54.50 Low back pain",
        "11 Oct 2026 – now",
        "Alan Example, MD",
        "22 Nov 2026",
        "Rule: Improved",
        "A 13 Oct 2026: Plan started.",
        "B 2 Nov 2026: Flare-up: moved house.",
        "sessions asked",
        "Own activities (higher is better)",
        "PEG (lower is better)",
        "Bends to tie shoes.",
        "Exercise 0:",
        "3 sets of 10",
        "hold 5 seconds",
        "Limits for pain:",
        "Confidential health information.",
        "M.S. · page 1 of",
    ):
        assert words in told.replace("\N{NO-BREAK SPACE}", " "), words


def test_nothing_at_all_is_one_page_that_says_so() -> None:
    made = render_report(CASES["nothing"])
    told = page_texts(made.pdf)[0]
    assert made.pages == 1
    assert "Pain: not enough data" in told
    assert "No ratings here yet" in told
    assert "nothing was logged" in told
    assert "Outcome measures" not in told
    assert "Home program now" not in told


def test_lists_that_must_end_say_how_many_are_left_out() -> None:
    content = crowded(Paper.LETTER, findings="Better.")
    told = " ".join(page_texts(render_report(content).pdf))
    assert "and 4 more" in told  # of ten exercises
    shown = sum(f"Exercise {n}: dose changed" in told for n in range(30))
    assert f"and {30 - shown} more" in told


def test_what_people_write_is_no_markup() -> None:
    findings = "<b>Better</b> & <i>well</i> <a href='x'>"
    told = " ".join(page_texts(render_report(report(findings=findings)).pdf))
    assert findings in told


def test_other_scripts_are_printed_and_read() -> None:
    content = report(given="Іван", family="Пример", recipient="Δρ. Παράδειγμα")
    told = " ".join(seen_texts(render_report(content).pdf))
    assert "Іван Пример" in told
    assert "Δρ. Παράδειγμα" in told


def test_a_letter_without_a_font_is_refused_by_place() -> None:
    with pytest.raises(MissingGlyph, match="in the findings"):
        render_report(report(findings="\U00010380"))


def test_more_than_two_pages_are_refused_with_a_way_out() -> None:
    with pytest.raises(UserError, match="two pages") as refused:
        render_report(report(findings="word " * 4000))
    assert "Shorten the findings" in refused.value.next_step


def test_the_chart_is_drawn_as_paths_and_told_in_words() -> None:
    pdf = render_report(report()).pdf
    reader = PdfReader(BytesIO(pdf))
    assert not any(list(page.images) for page in reader.pages)
    figure = next(e for e in elements(pdf) if e["/S"] == "/Figure")
    assert str(figure["/Alt"]).startswith("Pain chart, ")
    assert "Average pain" in str(figure["/Alt"])


def test_headings_are_read_in_their_order() -> None:
    found = kinds(render_report(report()).pdf)
    assert found.index("H1") < found.index("H2") < found.index("Figure") < found.index("Table")
    assert found.count("H1") == 1


def test_the_same_content_gives_the_same_bytes() -> None:
    assert render_report(report()).pdf == render_report(report()).pdf
