"""Make the handout's font: Atkinson Hyperlegible with a zero that has no slash.

A slashed zero in "10 times" puzzles some patients. The font's licence (SIL OFL) allows changes
under another name, so the copies are named Handrail Sans. Run once, in an environment that has
fontTools (it is no dependency of Handrail): ``python packaging/plain_zero.py``.
"""
# pyright: reportMissingImports=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from pathlib import Path
from typing import Any, TypeAlias

from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
FAMILY = "Handrail Sans"
WEIGHTS = ("Regular", "Bold", "BoldItalic")
_CHANGE = "Atkinson Hyperlegible with a plain zero; changed for Handrail under the SIL OFL 1.1."

Point: TypeAlias = tuple[float, float, bool]  # x, y, on the curve


def main() -> None:
    """Write the three copies beside the originals."""
    for weight in WEIGHTS:
        font = TTFont(FONTS / f"AtkinsonHyperlegible-{weight}.ttf", recalcTimestamp=False)
        outer, upper, lower = _contours(font, "zero")
        _replace(font, "zero", [outer, _joined(_arc(upper), _arc(lower))])
        _rename(font, weight)
        font.save(FONTS / f"{FAMILY.replace(' ', '')}-{weight}.ttf")


def _contours(font: Any, name: str) -> list[list[Point]]:
    glyph = font["glyf"][name]
    coordinates, ends, flags = glyph.getCoordinates(font["glyf"])
    points = [(x, y, bool(on & 1)) for (x, y), on in zip(coordinates, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def _arc(counter: list[Point]) -> list[Point]:
    """A half of the counter without its straight edge, the one along the slash."""

    def length(n: int) -> float:
        (x, y, on), (to_x, to_y, to_on) = counter[n - 1], counter[n]
        return ((to_x - x) ** 2 + (to_y - y) ** 2) if on and to_on else 0.0

    start = max(range(len(counter)), key=length)
    return counter[start:] + counter[:start]


def _joined(first: list[Point], second: list[Point]) -> list[Point]:
    """Two arcs as one round counter: each gap is a curve in the direction of both its ends."""
    return [*first, _bend(first, second), *second, _bend(second, first)]


def _bend(before: list[Point], after: list[Point]) -> Point:
    """Where the tangents at the two ends of a gap meet."""
    (ax, ay, _), (bx, by, _) = before[-2], before[-1]
    (cx, cy, _), (dx, dy, _) = after[0], after[1]
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    share = ((cx - bx) * vy - (cy - by) * vx) / (ux * vy - uy * vx)
    return round(bx + share * ux), round(by + share * uy), False


def _replace(font: Any, name: str, contours: list[list[Point]]) -> None:
    pen = TTGlyphPointPen(None)
    for contour in contours:
        pen.beginPath()
        for x, y, on in contour:
            pen.addPoint((x, y), "qcurve" if on else None)
        pen.endPath()
    font["glyf"][name] = pen.glyph()


def _rename(font: Any, weight: str) -> None:
    style = "Bold Italic" if weight == "BoldItalic" else weight
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {1: FAMILY, 3: f"1.0;{postscript}", 4: f"{FAMILY} {style}", 6: postscript, 10: _CHANGE}
    for record in list(font["name"].names):
        if record.nameID in (7, 16, 21, 25):
            font["name"].removeNames(nameID=record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(text, number, 1, 0, 0)


if __name__ == "__main__":
    main()
