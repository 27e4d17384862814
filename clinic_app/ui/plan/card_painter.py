"""Paints the cards of the plan: handle, picture, name, dose, note, rung stepper, menu."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from clinic_app.domain.advice.advice import Advice
from clinic_app.ui.common.chips import paint_chip, tag_look
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.list_rows import ITEM, Index, LineState
from clinic_app.ui.common.paint import CENTRE, LEFT, RIGHT, elided, rounded
from clinic_app.ui.common.paint import card as paint_surface
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.exercise_tile import paint_tile
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.plan.advice_styles import icon_and_tone
from clinic_app.ui.plan.card_layout import (
    STEPPER_LINE,
    STEPPER_PAD,
    CardLayout,
    Hit,
    Part,
    card_height,
    card_layout,
    caution_buttons,
    chip_words_width,
    step_lines,
)
from clinic_app.ui.plan.card_words import Card, DoseChip, setting_tags, step_words, way_words
from clinic_app.words import _, pgettext

_MARK = 18  # px


class CardPainter:
    """``compact`` is the lower card; ``hover`` is what the mouse is on, by item id.

    ``advice`` marks items for which something waits, by item id. The chosen card has an accent
    border while the list is ``active`` or the panel ``marked`` it.
    """

    def __init__(self) -> None:
        self.compact = False
        self.read_only = False
        self.active = self.marked = False
        self.hover: tuple[str, Hit] | None = None
        self.pictures: Pictures | None = None
        self.advice: Mapping[str, Advice] = {}

    def height(self, index: Index) -> int:
        """The height of a card's line in px."""
        card: Card = index.data(ITEM)
        return card_height(card, compact=self.compact)

    def layout(self, rect: QRectF, card: Card) -> CardLayout:
        """Where the parts of a card lie in its row."""
        return card_layout(rect, card, compact=self.compact)

    def paint_line(self, painter: QPainter, box: QRectF, index: Index, state: LineState) -> None:
        """Paint one card in its line."""
        card: Card = index.data(ITEM)
        place = self.layout(box, card)
        current = (self.active or self.marked) and state.selected
        paint_surface(painter, place.card, tokens(), focused=current)
        self._paint_left(painter, place, card)
        self._paint_words(painter, place, card)
        self._paint_stepper(painter, place, card)
        self._paint_buttons(painter, place, card)
        self._paint_caution(painter, place, card)

    def _over(self, card: Card, part: Part, name: str = "") -> bool:
        if self.hover is None or self.read_only:
            return False
        item_id, hit = self.hover
        return item_id == card.item.id and hit.part is part and hit.name == name

    def _paint_left(self, painter: QPainter, place: CardLayout, card: Card) -> None:
        t = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.ink if self._over(card, Part.HANDLE) else t.second))
        centre = place.handle.center()
        for dx in (-3.5, 3.5):
            for dy in (-6.5, 0, 6.5):
                painter.drawEllipse(QPointF(centre.x() + dx, centre.y() + dy), 1.9, 1.9)
        rung = card.item.rung
        paint_tile(painter, place.tile, card.exercise, pictures=self.pictures, rung=rung)

    def _paint_words(self, painter: QPainter, place: CardLayout, card: Card) -> None:
        t = tokens()
        face = font(16, bold=True)
        advice = self.advice.get(card.item.id)
        end = place.name.right() - (_MARK + 8 if advice else 0)
        tags = setting_tags(card.item, card.exercise)
        needed = QFontMetricsF(face).horizontalAdvance(card.exercise.name) + 2
        room = QRectF(place.name)
        room.setWidth(min(needed, end - room.x() - (64 if tags else 0)))
        elided(painter, room, card.exercise.name, face=face, colour=t.ink, align=LEFT)
        x = room.right() + 8
        for tag in tags:
            if end - x < 44:
                break
            x += paint_chip(painter, x, place.name.y(), tag_look(tag), t, room=end - x) + 6
        if advice:
            icon, tone = icon_and_tone(advice)
            draw_icon(painter, x, place.name.center().y() - _MARK / 2, icon, t[tone], _MARK)
        for chip, rect in place.chips:
            self._paint_chip(painter, rect, chip, over=self._over(card, Part.CHIP, chip.name))
        if place.more is not None:
            over = self._over(card, Part.DOSE)
            rounded(painter, place.more, fill=t.rule if over else t.sunken, radius=4)
            elided(painter, place.more, "…", face=font(BODY, bold=True), colour=t.ink, align=CENTRE)
        if place.note is not None:
            self._paint_note(painter, place.note, card)

    def _paint_chip(self, painter: QPainter, rect: QRectF, chip: DoseChip, *, over: bool) -> None:
        t = tokens()
        border = t.control_border if over else ""
        rounded(painter, rect, fill=t.sunken, border=border, radius=4)
        x = rect.x() + (rect.width() - chip_words_width(chip)) / 2
        for text, bold in ((chip.before, False), (chip.value, True), (chip.after, False)):
            if text:
                face = font(BODY, bold=bold)
                width = QFontMetricsF(face).horizontalAdvance(text) + 1
                box = QRectF(x, rect.y(), width, rect.height())
                elided(painter, box, text, face=face, colour=t.ink, align=LEFT)
                x += width + 3

    def _paint_note(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        t = tokens()
        if self._over(card, Part.NOTE):
            rounded(painter, rect, fill=t.sunken, radius=4)
        words = " ".join(card.item.note.split())
        colour = t.second if words else t.third
        inner = rect.adjusted(4, 0, -4, 0)
        shown = words or ("" if self.read_only else _("Add a note"))
        elided(painter, inner, shown, face=font(SMALL), colour=colour, align=LEFT)

    def _paint_stepper(self, painter: QPainter, place: CardLayout, card: Card) -> None:
        t = tokens()
        whole = place.easier.united(place.harder)
        rounded(painter, whole, fill=t.surface, border=t.control_border)
        painter.fillRect(place.rung.adjusted(0, 1, 0, -1), QColor(t.sunken))
        painter.setPen(QPen(QColor(t.rule), 1))
        for x in (place.rung.left(), place.rung.right()):
            painter.drawLine(QPointF(x, whole.top() + 1), QPointF(x, whole.bottom() - 1))
        self._paint_arm(painter, place, card, up=False)
        self._paint_arm(painter, place, card, up=True)
        if place.wide:
            middle = place.rung.center().y() - 26
            top = QRectF(place.rung.x(), middle + 3, place.rung.width(), 23)
            bottom = QRectF(place.rung.x(), top.bottom(), place.rung.width(), 22)
            words = card.rung_words
            elided(painter, top, words, face=font(SMALL, bold=True), colour=t.ink, align=CENTRE)
            of = pgettext("rung", "of {count}", count=card.total)
            elided(painter, bottom, of, face=font(13), colour=t.second, align=CENTRE)
        else:
            words = _("{number} of {count}", number=card.number, count=card.total)
            elided(
                painter, place.rung, words, face=font(SMALL, bold=True), colour=t.ink, align=CENTRE
            )
        _paint_ladder(painter, place.ladder, card)

    def _paint_arm(self, painter: QPainter, place: CardLayout, card: Card, *, up: bool) -> None:
        t = tokens()
        rect = place.harder if up else place.easier
        step = card.harder if up else card.easier
        enabled = step is not None and not self.read_only
        if enabled and self._over(card, Part.HARDER if up else Part.EASIER):
            rounded(painter, rect.adjusted(2, 2, -2, -2), fill=t.accent_tint, radius=4)
        ready = t.caution if up and card.held else t.ink
        ink = ready if enabled else t.third
        arrow = "chevron-right" if up else "chevron-left"
        if not place.wide:
            centre = rect.center()
            draw_icon(painter, centre.x() - 9, centre.y() - 9, arrow, ink, 18)
            return
        inner = rect.adjusted(STEPPER_PAD, 3, -STEPPER_PAD, 0)
        icon_x = inner.right() - 14 if up else inner.left() - 4
        draw_icon(painter, icon_x, inner.y() + 3, arrow, ink, 18)
        side = RIGHT if up else LEFT
        head = QRectF(inner.x() + (0 if up else 17), inner.y(), inner.width() - 17, 24)
        word = way_words(up=up)
        elided(painter, head, word, face=font(SMALL, bold=True), colour=ink, align=side)
        line = QRectF(inner.x(), head.bottom(), inner.width(), STEPPER_LINE + 2)
        for words in step_lines(step_words(step, up=up), inner.width()):
            elided(painter, line, words, face=font(13), colour=t.second, align=side)
            line.translate(0, STEPPER_LINE)

    def _paint_buttons(self, painter: QPainter, place: CardLayout, card: Card) -> None:
        t = tokens()
        for part, rect, icon in (
            (Part.ADJUST, place.adjust, "adjustments-horizontal"),
            (Part.MENU, place.menu, "dots-vertical"),
        ):
            if self._over(card, part):
                rounded(painter, rect, fill=t.sunken)
            draw_icon(painter, rect.x() + 8, rect.y() + 8, icon, t.second, 20)

    def _paint_caution(self, painter: QPainter, place: CardLayout, card: Card) -> None:
        if place.caution is None:
            return
        t = tokens()
        rounded(painter, place.caution, fill=t.caution_tint)
        x, y = place.caution.x() + 10, place.caution.center().y()
        draw_icon(painter, x, y - 9, "alert-triangle", t.caution, 18)
        answers = [(part, words, place.answers[part]) for part, words in caution_buttons(card)]
        left_button = answers[-1][2]
        room = QRectF(x + 26, place.caution.y(), left_button.x() - x - 32, place.caution.height())
        elided(painter, room, card.caution, face=font(SMALL), colour=t.caution, align=LEFT)
        if self.read_only:
            return
        for part, words, rect in answers:
            over = self._over(card, part)
            rounded(painter, rect.adjusted(2, 3, -2, -3), fill=t.surface if over else "")
            face = font(SMALL, bold=True)
            elided(painter, rect, words, face=face, colour=t.caution, align=CENTRE)


def _paint_ladder(painter: QPainter, rect: QRectF, card: Card) -> None:
    """One piece for each rung, filled up to this one."""
    t = tokens()
    gap = 3 if card.total <= 14 else 2
    width = (rect.width() - gap * (card.total - 1)) / card.total
    for n in range(card.total):
        piece = QRectF(rect.x() + n * (width + gap), rect.y(), width, rect.height())
        painter.fillRect(piece, QColor(t.accent if n < card.number else t.rule))
