"""Pictures to print: a person of strokes and curves, standing or lying, at 100 units a metre."""

from dataclasses import replace
from itertools import pairwise
from math import cos, pi, sin

from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.paper.handout.content import HandoutContent, RungWords

SKIN, SHIRT, MUSCLE, INK = "#F2D3B5", "#CFE3F0", "#BE3320", "#16222B"


def circle(x: float, y: float, r: float, **look: object) -> Shape:
    """A circle of 24 short curves, as a drawing engine writes them."""
    turns = [n * pi / 12 for n in range(25)]
    reach = 4 / 3 * r * sin(pi / 24) / (1 + cos(pi / 24))
    numbers: list[float] = [x + r, y]
    for a, b in pairwise(turns):
        numbers += [x + r * cos(a) - reach * sin(a), y + r * sin(a) + reach * cos(a)]
        numbers += [x + r * cos(b) + reach * sin(b), y + r * sin(b) - reach * cos(b)]
        numbers += [x + r * cos(b), y + r * sin(b)]
    return Shape("m" + "c" * 24 + "z", tuple(numbers), **look)  # pyright: ignore[reportArgumentType]


def standing(lean: float = 0.0, *, muscle: bool = False) -> Panel:
    """A figure 180 units tall; ``lean`` moves the head forward."""
    body = Shape(
        "mccz",
        (60, 170, 40, 110, 50, 70, 60 + lean / 2, 40, 75 + lean / 2, 70, 80, 110, 70, 170),
        SHIRT,
        INK,
        1.4,
    )
    shapes = [body, circle(62 + lean, 25, 12, fill=SKIN, stroke=INK)]
    if muscle:
        shapes.append(circle(58, 100, 8, fill=MUSCLE, opacity=0.8))
    shapes.append(Shape("ml", (20, 172, 120, 172), stroke="#B4C0CA", width=0.8, dash=(4, 3)))
    return Panel(120 + lean, 180, tuple(shapes), "Somebody stands.", floor=8, scale=100)


def lying(lift: float = 0.0) -> Panel:
    """A figure 180 units long."""
    body = Shape(
        "mccz",
        (30, 55, 60, 40 - lift, 110, 35 - lift, 165, 52, 120, 62, 70, 62, 30, 55),
        SHIRT,
        INK,
        1.4,
    )
    head = circle(20, 50, 11, fill=SKIN, stroke=INK)
    return Panel(180, 70, (body, head), "Somebody lies.", floor=8, scale=100)


UPRIGHT = (standing(), standing(30, muscle=True))
FLAT = (lying(), lying(12))


def drawn(content: HandoutContent, *pairs: tuple[Panel, ...]) -> HandoutContent:
    """The same handout with pictures: each card has the next pair, its rungs the last panel."""
    chosen = pairs or (UPRIGHT, FLAT)
    cards = tuple(
        replace(
            card,
            panels=chosen[n % len(chosen)],
            easier=_with(card.easier, chosen[n % len(chosen)]),
            harder=_with(card.harder, chosen[n % len(chosen)]),
        )
        for n, card in enumerate(content.cards)
    )
    return replace(content, cards=cards)


def _with(rung: RungWords | None, panels: tuple[Panel, ...]) -> RungWords | None:
    return replace(rung, panel=panels[-1]) if rung and panels else rung
