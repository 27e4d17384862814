"""Where every part of a plan card lies: painting and clicking read the same rectangles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.plan.card_words import Card, DoseChip, dose_chips, step_words
from clinic_app.words import N_, _

HEIGHT, COMPACT_HEIGHT, CAUTION_HEIGHT, GAP = 118, 86, 38, 8
CHIP_HEIGHT = 36
GO_ON, TAKE_EASIER = N_("Go on anyway"), N_("Take easier")
STEPPER_LINE, STEPPER_PAD, _MOST_LINES = 17, 9, 3
_WIDE_STEPPER, _SMALL_STEPPER, _SLIM_STEPPER = 284, 162, 136
_ROOM_FOR_WIDE, _SLIM, _WIDEST, _LEFT_OF_STEPPER = 840, 720, 420, 596


class Part(StrEnum):
    """What can be pressed on a card."""

    CARD = "card"
    HANDLE = "handle"
    CHIP = "chip"
    DOSE = "dose"
    NOTE = "note"
    EASIER = "easier"
    HARDER = "harder"
    ADJUST = "adjust"
    MENU = "menu"
    GO_ON = "go on"
    TAKE_EASIER = "take easier"
    CONFIRM = "confirm"
    HALVE = "halve"


@dataclass(frozen=True)
class Hit:
    """A part and its rectangle; ``name`` is the dose's field for a chip."""

    part: Part
    rect: QRectF
    name: str = ""


@dataclass(frozen=True)
class CardLayout:
    """Rectangles in the coordinates of the list.

    ``answers`` are the buttons of the caution; ``wide``: the stepper has words.
    """

    card: QRectF
    handle: QRectF
    tile: QRectF
    name: QRectF
    chips: tuple[tuple[DoseChip, QRectF], ...]
    more: QRectF | None
    dose: QRectF
    note: QRectF | None
    easier: QRectF
    rung: QRectF
    harder: QRectF
    ladder: QRectF
    adjust: QRectF
    menu: QRectF
    caution: QRectF | None
    answers: Mapping[Part, QRectF]
    wide: bool

    def hit(self, point: QPointF) -> Hit:
        """The part under a point; the card itself where nothing else is."""
        for chip, rect in self.chips:
            if rect.contains(point):
                return Hit(Part.CHIP, rect, chip.name)
        places = (
            (Part.HANDLE, self.handle),
            (Part.DOSE, self.more),
            (Part.EASIER, self.easier),
            (Part.HARDER, self.harder),
            (Part.ADJUST, self.adjust),
            (Part.MENU, self.menu),
            *self.answers.items(),
            (Part.NOTE, self.note),
        )
        for part, rect in places:
            if rect is not None and rect.contains(point):
                return Hit(part, rect)
        return Hit(Part.CARD, self.card)


def card_height(card: Card, *, compact: bool) -> int:
    """Height of a row in px, gap included; a card with a caution has one line more."""
    height = COMPACT_HEIGHT if compact else HEIGHT
    return height + (CAUTION_HEIGHT if card.caution else 0) + GAP


def card_layout(row: QRectF, card: Card, *, compact: bool) -> CardLayout:
    """Lay out one card in its row."""
    box = row.adjusted(1, 0, -1, -GAP)
    base = COMPACT_HEIGHT if compact else HEIGHT
    top = QRectF(box.x(), box.y(), box.width(), base)
    slim = box.width() < _SLIM
    tile_size = (96, 72) if compact else (96 if slim else 128, 104)
    tile = QRectF(box.x() + 36, top.center().y() - tile_size[1] / 2, *tile_size)
    menu_x = box.right() - 46
    adjust = QRectF(menu_x, top.y() + (6 if compact else 21), 36, 36)
    menu = QRectF(menu_x, top.y() + (44 if compact else 61), 36, 36)
    wide = not compact and box.width() >= _ROOM_FOR_WIDE
    easier, rung, harder, ladder = _stepper(top, menu_x, card, wide=wide, slim=slim)
    left = tile.right() + 14
    room = easier.x() - 16 - left
    chips_top = top.y() + (41 if compact else 45)
    chips, more = _chips(card, left, chips_top, room)
    note = None if compact else QRectF(left - 4, chips_top + 40, room + 4, 27)
    caution, answers = _caution(box, left, card)
    return CardLayout(
        card=box,
        handle=QRectF(box.x() + 2, top.y(), 32, base),
        tile=tile,
        name=QRectF(left, top.y() + (8 if compact else 11), room, 28),
        chips=chips,
        more=more,
        dose=QRectF(left, chips_top, max(room, 200), CHIP_HEIGHT),
        note=note,
        easier=easier,
        rung=rung,
        harder=harder,
        ladder=ladder,
        adjust=adjust,
        menu=menu,
        caution=caution,
        answers=answers,
        wide=wide,
    )


def chip_words_width(chip: DoseChip) -> float:
    """Width of a dose chip's words in px, the value in bold."""
    plain, bold = QFontMetricsF(font(BODY)), QFontMetricsF(font(BODY, bold=True))
    sides = [plain.horizontalAdvance(text) + 4 for text in (chip.before, chip.after) if text]
    return bold.horizontalAdvance(chip.value) + sum(sides)


def text_button_width(text: str) -> float:
    """Width of a painted text button."""
    return QFontMetricsF(font(SMALL, bold=True)).horizontalAdvance(text) + 20


@lru_cache(maxsize=512)
def step_lines(words: str, width: float) -> tuple[str, ...]:
    """The words of a step in as few lines of ``width`` px as they need, three at the most.

    The lines are as even as the words allow. What does not fit three is cut when painted.
    """
    measure = QFontMetricsF(font(13)).horizontalAdvance
    parts = words.split(" ")
    gaps = range(1, len(parts))
    for count in range(_MOST_LINES):
        ways = [_lines(parts, at) for at in combinations(gaps, count)]
        best = min(ways, key=lambda way: max(map(measure, way)), default=(words,))
        if max(map(measure, best)) <= width:
            return best
    return _full_lines(parts, lambda line: measure(line) <= width)


def _full_lines(parts: list[str], fits: Callable[[str], bool]) -> tuple[str, ...]:
    """As many words a line as fit; the last line has all the rest."""
    lines, left = list[str](), parts
    while left and len(lines) < _MOST_LINES - 1:
        count = max((n for n in range(1, len(left) + 1) if fits(" ".join(left[:n]))), default=1)
        lines.append(" ".join(left[:count]))
        left = left[count:]
    return (*lines, " ".join(left)) if left else tuple(lines)


def _lines(parts: list[str], at: tuple[int, ...]) -> tuple[str, ...]:
    ends = (*at, len(parts))
    return tuple(" ".join(parts[b:e]) for b, e in zip((0, *at), ends, strict=True))


def _stepper(
    top: QRectF, right: float, card: Card, *, wide: bool, slim: bool
) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """The arms and the rung between them; as high as the longer arm's words need."""
    small = _SLIM_STEPPER if slim else _SMALL_STEPPER
    roomy = max(_WIDE_STEPPER, min(_WIDEST, top.width() - _LEFT_OF_STEPPER))
    width = roomy if wide else small
    middle: float = 72 if width == _SMALL_STEPPER else 64
    if wide:  # a longer word than the English one takes what it needs
        face = font(SMALL, bold=True)
        middle = max(middle, QFontMetricsF(face).horizontalAdvance(card.rung_words) + 4)
    arm = (width - middle) / 2
    steps = ((card.easier, False), (card.harder, True))
    room = arm - 2 * STEPPER_PAD
    lines = max(len(step_lines(step_words(step, up=up), room)) for step, up in steps)
    height = 35 + STEPPER_LINE * lines if wide else 40
    x = right - (8 if slim else 16) - width
    y = top.center().y() - height / 2 - (5 if wide else 0)
    ladder = QRectF(x, y + height + 6, width, 4)
    return (
        QRectF(x, y, arm, height),
        QRectF(x + arm, y, middle, height),
        QRectF(x + arm + middle, y, arm, height),
        ladder,
    )


def _chips(
    card: Card, x: float, y: float, room: float
) -> tuple[tuple[tuple[DoseChip, QRectF], ...], QRectF | None]:
    """As many chips as fit, then one that stands for the others."""
    placed: list[tuple[DoseChip, QRectF]] = []
    chips = dose_chips(card.item, card.exercise)
    widths = [max(36.0, chip_words_width(chip) + 13) for chip in chips]
    end = x + room
    for number, (chip, width) in enumerate(zip(chips, widths, strict=True)):
        last = number == len(chips) - 1
        if x + width + (0 if last else 44) > end and x + sum(widths[number:]) > end:
            return tuple(placed), QRectF(x, y, 40, CHIP_HEIGHT)
        placed.append((chip, QRectF(x, y, width, CHIP_HEIGHT)))
        x += width + 4
    return tuple(placed), None


def caution_buttons(card: Card) -> tuple[tuple[Part, str], ...]:
    """What can be answered to a caution, from the right edge on."""
    if card.item.to_confirm:
        return (Part.CONFIRM, card.confirm_words), (Part.HALVE, card.halve_words)
    easier = ((Part.TAKE_EASIER, _(TAKE_EASIER)),) if card.easier else ()
    return (Part.GO_ON, _(GO_ON)), *easier


def _caution(box: QRectF, left: float, card: Card) -> tuple[QRectF | None, dict[Part, QRectF]]:
    """The line and the buttons at its right end."""
    if not card.caution:
        return None, {}
    line = QRectF(left - 4, box.bottom() - CAUTION_HEIGHT - 2, box.right() - left - 6, 34)
    placed: dict[Part, QRectF] = {}
    x = line.right()
    for part, words in caution_buttons(card):
        width = text_button_width(words)
        x -= width
        placed[part] = QRectF(x, line.y(), width, 34)
    return line, placed
