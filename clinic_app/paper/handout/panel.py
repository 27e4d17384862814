"""The numbered picture panels of a card: all figures of one exercise at one scale, on one floor.

The discs of a panel carry the numbers of all steps that it shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic_app.domain.exercise.picture import Panel, numbers_of
from clinic_app.paper.handout.content import Card
from clinic_app.paper.page import icons, tags
from clinic_app.paper.page.block import Block
from clinic_app.paper.page.sheet import MUTED, RULE, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import PageWording

GAP = 6.0
_PAD = 6.0
_LOW = 0.35  # of the free height is below a figure that lies
_DISC = 9.0  # radius of a panel's number in the smallest letters, points
_EDGE = 3.5  # points from a panel's edge to its number
_APART = 1.5  # points between two numbers
_UNDRAWN = 2  # panels to draw into by hand
_LONG_SIDE = 96.0  # points, the least for the longer side of a figure


@dataclass(frozen=True)
class Figures:
    """What the panels of one exercise share, in metres of the drawn world."""

    width: float
    above: float
    below: float

    @staticmethod
    def of(panels: Sequence[Panel]) -> "Figures":
        """The room that the largest of them needs on every side of the floor."""
        return Figures(
            max(p.width / p.scale for p in panels),
            max((p.height - p.floor) / p.scale for p in panels),
            max(p.floor / p.scale for p in panels),
        )

    @property
    def height(self) -> float:
        return self.above + self.below


@dataclass(frozen=True)
class Arrangement:
    """Panels of one size in rows of ``across``; ``scale`` in points a metre.

    ``in_column``: the numbers of a panel stand one under the other, beside its figure.
    """

    panels: tuple[Panel, ...]
    width: float
    height: float
    across: int
    disc: float
    scale: float
    in_column: bool = False

    def numbers(self, place: int) -> tuple[int, ...]:
        """The numbers on a panel (from 0)."""
        return numbers_of(self.panels, place) if self.panels else (place + 1,)

    def corner(self, place: int) -> tuple[float, float]:
        """Width and height of the corner that a panel's numbers take."""
        short = 2 * self.disc + _EDGE + 2.5
        long = short + (len(self.numbers(place)) - 1) * (2 * self.disc + _APART)
        return (short, long) if self.in_column else (long, short)

    @property
    def count(self) -> int:
        return len(self.panels) or _UNDRAWN

    @property
    def area(self) -> tuple[float, float]:
        """Width and height of all panels with the gaps between."""
        down = -(-self.count // self.across)
        return (
            self.across * self.width + (self.across - 1) * GAP,
            down * self.height + (down - 1) * GAP,
        )

    @property
    def least_height(self) -> float:
        """The height of the area in which the figures are as large."""
        down = -(-self.count // self.across)
        over = _PAD if self.in_column else 2 * self.disc + _EDGE + 2.5
        each = Figures.of(self.panels).height * self.scale + over + _PAD
        return down * each + (down - 1) * GAP

    @property
    def reads(self) -> bool:
        """Whether the figures are large enough to be read."""
        if not self.panels:
            return True
        figures = Figures.of(self.panels)
        return self.scale * max(figures.width, figures.height) >= _LONG_SIDE


def arranged(
    panels: tuple[Panel, ...], *, width: float, height: float, across: int = 0, k: float
) -> Arrangement:
    """Panels ``width`` wide in an area ``height`` high, with the largest figures they can hold.

    All stand in one row unless ``across`` says how many do.
    """
    count = len(panels) or _UNDRAWN
    across = across or count
    down = -(-count // across)
    each = (height - GAP * (down - 1)) / down
    disc = min(_DISC * k, 0.2 * each, _largest_disc(panels, min(width, each)))
    if not panels:
        return Arrangement(panels, width, each, across, disc, 0.0)
    figures = Figures.of(panels)
    corner = 2 * disc + 6
    under = min((width - 2 * _PAD) / figures.width, (each - _PAD - corner) / figures.height)
    beside = min((width - _PAD - corner) / figures.width, (each - 2 * _PAD) / figures.height)
    return Arrangement(panels, width, each, across, disc, max(under, beside), beside > under)


def _largest_disc(panels: tuple[Panel, ...], room: float) -> float:
    """The radius at which as many numbers as any panel has fit into a length of ``room``."""
    most = max((len(numbers_of(panels, place)) for place in range(len(panels))), default=1)
    return (room - 2 * _EDGE - (most - 1) * _APART) / (2 * most)


def arrangements(
    panels: tuple[Panel, ...],
    widths: Sequence[float],
    *,
    tall: float,
    stacks: Sequence[float],
    k: float,
) -> list[Arrangement]:
    """Every way to show them in a height that can be read, the largest figure first.

    ``widths`` are of panels beside each other, ``stacks`` of panels one over the other; three and
    more may also stand in rows of two and more.
    """
    found = [arranged(panels, width=w, height=tall, k=k) for w in widths]
    if panels:
        found += [arranged(panels, width=w, height=tall, across=1, k=k) for w in stacks]
    for across in range(2, len(panels)):
        shares = [(w - GAP * (across - 1)) / across for w in stacks]
        found += [arranged(panels, width=w, height=tall, across=across, k=k) for w in shares]
    found.sort(key=_largest_first)
    return [a for a in found if a.reads] or found[:1]


def stretched(made: Arrangement, height: float, *, k: float) -> Arrangement:
    """The same panels in an area of up to ``height``, as far as that makes the figures larger."""
    if height <= made.area[1] + 0.1 or not made.panels:
        return made
    area = min(height, 1.7 * made.area[1])
    grown = arranged(made.panels, width=made.width, height=area, across=made.across, k=k)
    area = max(made.area[1], min(area, grown.least_height))
    return arranged(made.panels, width=made.width, height=area, across=made.across, k=k)


def _largest_first(made: Arrangement) -> tuple[float, float]:
    return (-round(made.scale, 3), made.area[0])


def panels_block(made: Arrangement, card: Card, wording: PageWording) -> Block:
    """The panels with their numbers; where there is no picture, dashed ones to draw into."""
    height = made.area[1]

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for n, (left, down) in enumerate(_places(made)):
            box = (sheet, x + left, top + down, made.width, made.height)
            if made.panels:
                with sheet.tag("Figure", _description(made, n, card.name, wording, box)):
                    _frame(*box)
                    _draw_figure(made, n, *box[:3])
                    _number(made, n, *box[:3])
            else:
                with sheet.tag("P"):
                    _frame(*box, dash=(4.0, 3.0))
                    _number(made, n, *box[:3])
                    _draw_words(wording, *box)

    return Block(height, draw)


def picture_box(
    sheet: Sheet, panel: Panel, *, x: float, top: float, width: float, height: float
) -> None:
    """A framed picture without a number, as large as the box holds it."""
    _frame(sheet, x, top, width, height)
    scale = min((width - 6) / panel.width, (height - 6) / panel.height)
    left = x + (width - panel.width * scale) / 2
    sheet.picture(panel, x=left, top=top + height - 3 - panel.height * scale, scale=scale)


def _places(made: Arrangement) -> Iterator[tuple[float, float]]:
    for n in range(made.count):
        row, column = divmod(n, made.across)
        yield column * (made.width + GAP), row * (made.height + GAP)


def _draw_figure(made: Arrangement, n: int, sheet: Sheet, x: float, top: float) -> None:
    panel, figures = made.panels[n], Figures.of(made.panels)
    scale = made.scale / panel.scale
    wide, (aside, high) = panel.width * scale, made.corner(n)
    free = made.height - 2 * _PAD - figures.height * made.scale
    down = _PAD + free * (1 - _LOW)
    left = (made.width - wide) / 2
    if down < high and left < aside:  # it would run into the numbers
        if aside + wide + _PAD <= made.width + 0.01:
            left = aside
        else:
            down = high
    floor = top + down + figures.above * made.scale
    sheet.picture(panel, x=x + left, top=floor - (panel.height - panel.floor) * scale, scale=scale)


def _description(
    made: Arrangement,
    n: int,
    name: str,
    wording: PageWording,
    box: tuple[Sheet, float, float, float, float],
) -> str:
    sheet, x, top, width, height = box
    which = wording.gettext(
        "Picture {number} of {count}, {name}", number=n + 1, count=made.count, name=name
    )
    bottom = sheet.format.height - top - height
    bounds = tags.bounds(x, bottom, x + width, bottom + height)
    return f"{tags.alt(made.panels[n].alt or f'{which}.')} {bounds}"


def _number(made: Arrangement, n: int, sheet: Sheet, x: float, top: float) -> None:
    at = made.disc + _EDGE
    for place, number in enumerate(made.numbers(n)):
        by = place * (2 * made.disc + _APART)
        right, down = (0.0, by) if made.in_column else (by, 0.0)
        icons.number(
            sheet, number, x=x + at + right, top=top + at + down, radius=made.disc, filled=True
        )


def _draw_words(
    wording: PageWording, sheet: Sheet, x: float, top: float, width: float, height: float
) -> None:
    """Where the clinician may draw by hand."""
    size = 11.0
    texts = (wording.gettext("No picture yet."), wording.gettext("Your PT can draw it here."))
    lines = [
        line for text in texts for line in typeset.plain_lines(text, Face.REGULAR, size, width - 34)
    ]
    base = top + (height - len(lines) * size * 1.25) / 2 + size
    for line in lines:
        text = "".join(span.text for span in line.spans)
        sheet.centred(
            text, middle=x + width / 2, base=base, size=size, face=Face.REGULAR, colour=MUTED
        )
        base += size * 1.25


def _frame(
    sheet: Sheet, x: float, top: float, width: float, height: float, dash: tuple[float, ...] = ()
) -> None:
    stroke = MUTED if dash else RULE
    sheet.box(
        x=x, top=top, width=width, height=height, fill=WHITE, stroke=stroke, radius=4, dash=dash
    )
