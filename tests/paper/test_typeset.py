"""Lines: nothing is lost in wrapping, and mixed directions stand in reading order."""

import unicodedata
from typing import Any, cast

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.paper.handout.paginate import fewest_pages, shared_out
from clinic_app.paper.type import bidi, fonts, typeset
from clinic_app.paper.type.fonts import Face

LETTERS = st.text(st.sampled_from("abc de-Żfأبجד1 2.(ไทยक्षि王)\n"), max_size=80)


@given(LETTERS, st.floats(20, 400))
def test_wrapping_keeps_every_letter_and_the_width(text: str, within: float) -> None:
    lines = typeset.plain_lines(text, Face.REGULAR, 12, within)
    kept = "".join(span.text for line in lines for span in line.spans)
    expected = typeset.prepared(text)
    assert "".join(kept.split()) == "".join(expected.split())
    wide = [line for line in lines if typeset.line_width(line, 12) > within + 0.1]
    assert not any(can_be_parted("".join(span.text for span in line.spans)) for line in wide)


def can_be_parted(text: str) -> bool:
    """Whether it is more than one sign with the marks that belong to it."""
    return any(not unicodedata.category(sign).startswith("M") for sign in text.strip()[1:])


def test_a_sign_whose_marks_are_wider_than_the_line_stays_whole() -> None:
    (line,) = typeset.plain_lines("\u094d\u093f\u093f", Face.REGULAR, 12, 20)
    assert typeset.line_width(line, 12) > 20


@pytest.mark.parametrize(
    ("text", "rtl", "order"),
    [
        ("abc", False, ["abc"]),
        ("abc אבג def", False, ["abc ", "אבג", " def"]),
        ("אבג 12 דהו", True, [" דהו", "12", "אבג "]),
        ("אבג abc", True, ["abc", "אבג "]),
        ("שלום 3-4", False, ["3-4", "שלום "]),
    ],
)
def test_runs_stand_in_reading_order(text: str, rtl: bool, order: list[str]) -> None:
    assert [part for part, _ in bidi.visual_runs(text, rtl=rtl)] == order


def test_each_paragraph_has_its_own_direction() -> None:
    lines = typeset.plain_lines("Hello\nשלום\nagain", Face.REGULAR, 12, 200)
    assert [line.rtl for line in lines] == [False, True, False]


def test_numbers_stay_with_their_word() -> None:
    lines = typeset.plain_lines("Hold it for 5 seconds", Face.REGULAR, 12, 80)
    assert any("5\N{NO-BREAK SPACE}seconds" in s.text for line in lines for s in line.spans)


@pytest.mark.parametrize("face", list(Face))
def test_zero_has_no_slash(face: Face) -> None:
    hb = cast("Any", uharfbuzz)  # compiled, without type stubs
    font = hb.Font(hb.Face(hb.Blob.from_file_path(fonts.file_of(face.value))))
    contours: list[float] = []

    def move_to(x: float, y: float, data: object) -> None:
        contours.append(x)

    functions = hb.DrawFuncs()
    functions.set_move_to_func(move_to)
    font.draw_glyph(font.get_nominal_glyph(ord("0")), functions)
    assert len(contours) == 2  # the ring's outside and inside


def test_direction_marks_and_controls_are_taken_out() -> None:
    assert fonts.clean("a\u202eb\x00c\td\ufeff") == "abc d"


def test_four_become_two_and_two() -> None:
    heights = [100.0] * 4
    assert fewest_pages(heights, room=330, gap=10) == 2
    assert shared_out(heights, 2, room=330, gap=10) == [2, 2]


@given(st.lists(st.floats(20, 300), min_size=1, max_size=25))
def test_sharing_out_fits_and_loses_nothing(heights: list[float]) -> None:
    pages = fewest_pages(heights, room=300, gap=10)
    counts = shared_out(heights, pages, room=300, gap=10)
    assert sum(counts) == len(heights)
    assert len(counts) == pages
    start = 0
    for count in counts:
        assert sum(heights[start : start + count]) + 10 * (count - 1) <= 300 + 1e-6
        start += count


@pytest.mark.parametrize("within", [260, 270, 280])
def test_no_scrap_stands_alone_at_the_end(within: float) -> None:
    spans = [typeset.Span("Stand tall near a counter. Keep your hands close to it.")]
    lines = [
        "".join(span.text for span in line.spans) for line in typeset.wrap_whole(spans, 12, within)
    ]
    assert len(lines) == len(typeset.wrap(spans, 12, within)) == 2
    assert lines[-1].endswith("close to it.")


def test_a_fuller_last_line_parts_no_word() -> None:
    words = [typeset.Span(typeset.prepared("acérquese más a la pared."))]
    widest = typeset.width("acérquese", Face.REGULAR, 12)
    for more in range(12):
        lines = typeset.wrap_whole(words, 12, widest + more)
        assert "acérquese" in "".join(span.text for span in lines[0].spans)
