"""A sheet of paper to draw on: points, counted down from the top left corner."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from clinic_app.colours import PAPER
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.page import picture_stream
from clinic_app.paper.page.tags import Tags
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line

rl_config.useA85 = 0  # binary streams: a fifth smaller

INK, MUTED, BAND, RULE = PAPER.ink, PAPER.second, PAPER.sunken, PAPER.rule
ACCENT, WHITE, STRIPE, STOP = PAPER.accent, PAPER.surface, PAPER.ground, PAPER.bad_tint


@dataclass(frozen=True)
class Format:
    """A paper with its margins, in points."""

    width: float
    height: float
    side: float
    edge: float

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.side


@lru_cache(maxsize=64)
def _colour(code: str) -> Color:
    return HexColor(code)


FORMATS = {
    Paper.LETTER: Format(612, 792, 40, 30),
    Paper.A4: Format(595.28, 841.89, 36, 30),
}


class Sheet:
    """The pages of one document; `finish` gives the bytes, the same ones for the same drawing.

    In a ``tagged`` one, what is drawn outside `tag` is an artifact: nobody reads it out.
    """

    def __init__(self, form: Format, *, title: str, language: str, tagged: bool = False) -> None:
        self.format = form
        self._title = title
        self._file = BytesIO()
        fonts.font(Face.REGULAR.value)
        self.canvas = Canvas(
            self._file,
            pagesize=(self.format.width, self.format.height),
            invariant=1,
            pageCompression=1,
            initialFontName=Face.REGULAR.value,  # pyright: ignore[reportArgumentType]  # a name
            lang=language,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.canvas.setCreator("Handrail")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.page = 1
        self._tags = Tags(self.canvas) if tagged else None
        if self._tags:
            self._tags.start_page()

    def tag(self, kind: str, extra: str = "") -> AbstractContextManager[None]:
        """What is drawn inside is one ``kind``, such as ``P``; ``extra`` as `tags` makes it."""
        return self._tags.leaf(kind, extra) if self._tags else nullcontext()

    def part(self, kind: str, *, language: str = "") -> AbstractContextManager[None]:
        """What is tagged inside belongs together, such as the rows of a ``Table``."""
        return self._tags.part(kind, language=language) if self._tags else nullcontext()

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn inside is not read out: it repeats."""
        return self._tags.artifact() if self._tags else nullcontext()

    def tag_field(self, name: str) -> int:
        """Tag a field by its object's name; gives the number that leads from it to its tag."""
        return self._tags.field(name) if self._tags else 0

    def next_page(self) -> None:
        """End this page; the next begins with what is drawn on it."""
        if self._tags:
            self._tags.end_page()
        self.canvas.showPage()
        self.page += 1
        if self._tags:
            self._tags.start_page()

    def finish(self) -> bytes:
        """The document. The page drawn last must have been ended."""
        if self._tags:
            self._tags.finish(title=self._title)
        self.canvas.save()
        return self._file.getvalue()

    def blank(self, name: str, *, x: float, top: float, width: float, height: float) -> None:
        """A drawn box that is to be filled in: on paper nothing more, in a form a field."""

    def picture(self, panel: Panel, *, x: float, top: float, scale: float) -> None:
        """A display list with its upper left corner at (x, top), ``scale`` points a unit."""
        y = self.format.height - top
        picture_stream.draw_picture(self.canvas, panel, x=x, y=y, scale=scale)

    def text(
        self,
        text: str,
        *,
        x: float,
        base: float,
        size: float,
        face: Face = Face.REGULAR,
        colour: str = INK,
    ) -> float:
        """Draw one cleaned line from ``x`` with its baseline at ``base``; gives its width."""
        self.canvas.setFillColor(_colour(colour))
        y = self.format.height - base
        return typeset.draw_text(self.canvas, text, face, x=x, y=y, size=size)

    def centred(
        self, text: str, *, middle: float, base: float, size: float, face: Face, colour: str = INK
    ) -> None:
        """Draw one cleaned line around ``middle``."""
        x = middle - typeset.width(text, face, size) / 2
        self.text(text, x=x, base=base, size=size, face=face, colour=colour)

    def right(
        self, text: str, *, edge: float, base: float, size: float, face: Face, colour: str = INK
    ) -> None:
        """Draw one cleaned line that ends at ``edge``."""
        x = edge - typeset.width(text, face, size)
        self.text(text, x=x, base=base, size=size, face=face, colour=colour)

    def lines(
        self,
        lines: Sequence[Line],
        *,
        x: float,
        top: float,
        size: float,
        leading: float,
        within: float = 0.0,
        colour: str = INK,
    ) -> None:
        """Draw lines one under the other; the first stands in the first ``leading`` points."""
        self.canvas.setFillColor(_colour(colour))
        base = top + leading * 0.5 + size * 0.34
        for line in lines:
            y = self.format.height - base
            if self._tags:  # read out, a line's last word must not run into the next line's first
                line = typeset.spaced(line)
            typeset.draw_line(self.canvas, line, x=x, y=y, size=size, within=within)
            base += leading

    def box(
        self,
        *,
        x: float,
        top: float,
        width: float,
        height: float,
        fill: str = "",
        stroke: str = "",
        line: float = 0.75,
        radius: float = 0.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle, with round corners where ``radius`` is given."""
        if fill:
            self.canvas.setFillColor(_colour(fill))
        if stroke:
            self.pen(stroke, line, dash)
        bottom = self.format.height - top - height
        paint = {"fill": int(bool(fill)), "stroke": int(bool(stroke))}
        if radius:
            self.canvas.roundRect(x, bottom, width, height, radius, **paint)
        else:
            self.canvas.rect(x, bottom, width, height, **paint)

    def rule(
        self,
        *,
        x: float,
        top: float,
        to_x: float,
        to_top: float,
        colour: str = RULE,
        line: float = 0.75,
    ) -> None:
        """A straight line."""
        self.pen(colour, line)
        height = self.format.height
        self.canvas.line(x, height - top, to_x, height - to_top)

    def disc(
        self,
        *,
        x: float,
        top: float,
        radius: float,
        fill: str = "",
        stroke: str = "",
        line: float = 0.9,
    ) -> None:
        """A circle around a middle."""
        if fill:
            self.canvas.setFillColor(_colour(fill))
        if stroke:
            self.pen(stroke, line)
        y = self.format.height - top
        self.canvas.circle(x, y, radius, fill=int(bool(fill)), stroke=int(bool(stroke)))

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 1.0,
        close: bool = True,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A polygon or an open run of lines through points (x, top)."""
        path = self.canvas.beginPath()
        height = self.format.height
        path.moveTo(points[0][0], height - points[0][1])
        for x, top in points[1:]:
            path.lineTo(x, height - top)
        if close:
            path.close()
        if fill:
            self.canvas.setFillColor(_colour(fill))
        if stroke:
            self.pen(stroke, line, dash)
        self.canvas.drawPath(path, fill=int(bool(fill)), stroke=int(bool(stroke)))

    def pen(self, colour: str, line: float, dash: tuple[float, ...] = ()) -> None:
        """Colour, width and dashes of the lines to come."""
        self.canvas.setStrokeColor(_colour(colour))
        self.canvas.setLineWidth(line)
        self.canvas.setLineJoin(1)
        self.canvas.setLineCap(1 if not dash else 0)
        self.canvas.setDash(list(dash))
