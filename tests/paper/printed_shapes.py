"""What stands where on a finished page: texts, and the lines and boxes around them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

_SLACK = 0.6  # points; letters may lean over their own edge by this much


@dataclass(frozen=True)
class Area:
    """A rectangle in points, from the left and from the bottom."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Area") -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > _SLACK
            and min(self.top, other.top) - max(self.bottom, other.bottom) > _SLACK
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.left - _SLACK <= other.left
            and self.bottom - _SLACK <= other.bottom
            and other.right <= self.right + _SLACK
            and other.top <= self.top + _SLACK
        )

    def widened(self) -> "Area":
        """A line has no area of its own: give it the width of a pen."""
        return Area(
            self.left - _SLACK, self.bottom - _SLACK, self.right + _SLACK, self.top + _SLACK
        )


@dataclass(frozen=True)
class PrintedPage:
    """The ink of one page."""

    area: Area
    texts: tuple[tuple[str, Area], ...]
    shapes: tuple[Area, ...]

    def faults(self) -> Iterator[str]:
        """Every text that meets another text, the edge of a shape, or the edge of the paper."""
        for n, (text, area) in enumerate(self.texts):
            if not self.area.holds(area):
                yield f"{text!r} leaves the paper at {area}"
            for other, there in self.texts[n + 1 :]:
                if area.overlaps(there):
                    yield f"{text!r} meets {other!r}"
            for shape in self.shapes:
                if area.overlaps(shape) and not shape.holds(area):
                    yield f"{text!r} crosses the edge of {shape}"


def printed_pages(pdf: bytes, *, margin: float) -> list[PrintedPage]:
    """The pages of a document as they were printed, within a margin in points."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_page(page, margin) for page in document]
    finally:
        document.close()


def _page(page: pdfium.PdfPage, margin: float) -> PrintedPage:
    words = page.get_textpage()
    texts: list[tuple[str, Area]] = []
    shapes: list[Area] = []
    # What is inside a picture has places of its own.
    for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        area = Area(*thing.get_bounds())
        if thing.type == raw.FPDF_PAGEOBJ_PATH:
            shapes.append(area.widened())
        elif area.right > area.left:
            texts.append(
                (words.get_text_bounded(area.left, area.bottom, area.right, area.top), area)
            )
    width, height = page.get_size()
    return PrintedPage(
        Area(margin, margin, width - margin, height - margin), tuple(texts), tuple(shapes)
    )
