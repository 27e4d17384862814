"""The plan as a list of cards that answers to keys, clicks and dragging."""

import html
from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip

from clinic_app.domain.advice.advice import Advice
from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.dose_line import name_of
from clinic_app.ui.common.list_rows import Index, LineDelegate
from clinic_app.ui.plan.card_actions import CardActions
from clinic_app.ui.plan.card_layout import CardLayout, Hit, Part
from clinic_app.ui.plan.card_painter import CardPainter
from clinic_app.ui.plan.card_words import Card, whole_step_words
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_model import PlanModel
from clinic_app.words import _

_ALT = Qt.KeyboardModifier.AltModifier


class PlanList(QListView):
    """Shows one editing. ``adjust_requested`` carries an item id; ``refused`` a UserError."""

    adjust_requested = Signal(str)
    current_changed = Signal(str)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._editing: PlanEditor | None = None
        self._model: PlanModel | None = None
        self._current_id, self._current_row = "", 0
        self._cards = CardPainter()
        self.setItemDelegate(LineDelegate(self, self._cards.paint_line, height=self._cards.height))
        self.setAccessibleName(_("Exercises of the plan"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focus_ring", False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.verticalScrollBar().setSingleStep(24)
        self.actions_on = CardActions(
            self.viewport(),
            self._place,
            adjust=self.adjust_requested.emit,
            refuse=self.refused.emit,
        )
        self._editor = self.actions_on.editor
        self._editor.closed.connect(self.setFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- what is shown ---------------------------------------------------------------------------

    def show_editing(self, editing: PlanEditor | None) -> None:
        """Show the plan of one editing, or nothing."""
        if self._editor.is_open:
            self._editor.shut()
        old = self._model
        self._editing, self._model = editing, None
        self.actions_on.editing = editing
        self._current_id = ""
        self._cards.pictures = editing.pictures if editing else None
        if editing is not None:
            self._model = PlanModel(editing, parent=self)
            self._model.modelReset.connect(self._restore)
            editing.focus_requested.connect(self.choose)
            self._cards.read_only = editing.is_read_only
            editing.pictures.arrived.connect(self.viewport().update)
            self.setDragEnabled(not editing.is_read_only)
        self.setModel(self._model)
        if old is not None:
            old.deleteLater()

    def set_compact(self, compact: bool) -> None:
        """Lower cards for low windows."""
        if self._cards.compact != compact:
            self._cards.compact = compact
            self.scheduleDelayedItemsLayout()

    def set_marked(self, marked: bool) -> None:
        """Mark the chosen card even while the keyboard is in the panel beside the plan."""
        self._cards.marked = marked
        self.viewport().update()

    def mark_advice(self, advice: Mapping[str, Advice]) -> None:
        """Mark the items for which something is suggested, by item id."""
        self._cards.advice = advice
        self.viewport().update()

    @property
    def current_id(self) -> str:
        """The chosen item's id; empty when none is."""
        return self._current_id

    def choose(self, item_id: str) -> None:
        """Choose an item and scroll to it."""
        row = self._model.row_of(item_id) if self._model else -1
        if self._model and row >= 0:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self._model.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        card = self._card(current)
        if card is not None and card.item.id != self._current_id:
            self._current_id, self._current_row = card.item.id, current.row()
            self.current_changed.emit(self._current_id)

    def _restore(self) -> None:
        """After rows came or went, the chosen item stays chosen."""
        self._cards.hover = None
        self.choose(self._current_id)
        if self._model and not self.currentIndex().isValid():
            last = min(self._current_row, self._model.rowCount() - 1)
            self.setCurrentIndex(self._model.index(max(0, last)))

    def type_again(self, item_id: str, what: str, text: str) -> None:
        """Open the line over an exercise with what was typed; raises UserError if it is gone."""
        self.choose(item_id)
        card = self._current()
        if card is None or card.item.id != item_id:
            raise UserError(
                _("The exercise that it was typed for is not in the plan any more."),
                _("It said: {text}", text=text),
            )
        self.actions_on.type_again(card, what, text)

    def _card(self, index: Index) -> Card | None:
        return self._model.item_at(index.row()) if self._model and index.isValid() else None

    def _current(self) -> Card | None:
        return self._card(self.currentIndex())

    def _place(self, card: Card) -> CardLayout:
        model = cast(PlanModel, self._model)
        row = self.visualRect(model.index(model.row_of(card.item.id)))
        return self._cards.layout(QRectF(row), card)

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.press_key(event.key(), event.modifiers() == _ALT):
            return
        if event.modifiers() == _ALT:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def press_key(self, key: int, alt: bool) -> bool:
        """Do what a key means for the chosen card; False where it means nothing."""
        action, card = self._action(key, alt=alt), self._current()
        free = not self._locked() or action == self.actions_on.adjust
        if action is None or card is None or not free:
            return False
        self.actions_on.attempt(lambda: action(card))
        return True

    def _action(self, key: int, *, alt: bool) -> Callable[[Card], object] | None:
        keys, on = Qt.Key, self.actions_on
        if alt:
            moves: dict[int, Callable[[Card], object]] = {
                keys.Key_Up: lambda card: on.move_by(card, -1),
                keys.Key_Down: lambda card: on.move_by(card, 1),
                keys.Key_Left: lambda card: on.step(card, up=False),
                keys.Key_Right: lambda card: on.step(card, up=True),
            }
            return moves.get(key)
        others: dict[int, Callable[[Card], object]] = {
            keys.Key_F2: on.edit_dose,
            keys.Key_Return: on.adjust,
            keys.Key_Enter: on.adjust,
            keys.Key_Delete: on.remove,
        }
        return others.get(key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        card = self._current() if by_key else self._card(self.indexAt(event.pos()))
        if card is None or self._locked():
            return
        at = self._place(card).menu.bottomLeft().toPoint() if by_key else event.pos()
        self.actions_on.menu(card, at)

    # --- the mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self._under(event.position())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._locked() and found[1].part is not Part.ADJUST:
            return
        self._press(*found)

    def _press(self, card: Card, hit: Hit) -> None:
        on = self.actions_on
        actions: dict[Part, Callable[[], object]] = {
            Part.EASIER: lambda: on.step(card, up=False),
            Part.HARDER: lambda: on.step(card, up=True),
            Part.ADJUST: lambda: on.adjust(card),
            Part.MENU: lambda: on.menu(card, hit.rect.bottomLeft().toPoint()),
            Part.CHIP: lambda: on.edit_value(card, hit),
            Part.DOSE: lambda: on.edit_dose(card),
            Part.NOTE: lambda: on.edit_note(card),
            Part.GO_ON: lambda: on.go_on(card),
            Part.TAKE_EASIER: lambda: on.step(card, up=False),
            Part.CONFIRM: lambda: on.confirm(card, halve=False),
            Part.HALVE: lambda: on.confirm(card, halve=True),
        }
        if hit.part in actions:
            # The press must not also begin a drag of the card.
            self.setState(QAbstractItemView.State.NoState)
            on.attempt(actions[hit.part])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found and found[1].part is Part.CARD:
            self.adjust_requested.emit(found[0].item.id)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        hand = found is not None and found[1].part is not Part.CARD and not self._locked()
        shapes = Qt.CursorShape
        grip = found is not None and found[1].part is Part.HANDLE
        shape = shapes.OpenHandCursor if grip else shapes.PointingHandCursor
        self.viewport().setCursor(shape if hand else shapes.ArrowCursor)
        now = (found[0].item.id, found[1]) if found else None
        if now != self._cards.hover:
            self._cards.hover = now
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._cards.hover = None
        self.viewport().update()
        super().leaveEvent(event)

    def _under(self, point: QPointF) -> tuple[Card, Hit] | None:
        card = self._card(self.indexAt(point.toPoint()))
        if card is None:
            return None
        return card, self._place(card).hit(point)

    def _locked(self) -> bool:
        return self._editing is None or self._editing.is_read_only

    def _scrolled(self) -> None:
        if self._editor.is_open:
            self._editor.shut()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cards.active = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cards.active = self._editor.is_open
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scrolled()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            advice = self._cards.advice.get(found[0].item.id) if found else None
            words = _tip(*found, advice) if found else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)


def _tip(card: Card, hit: Hit, advice: Advice | None) -> str:
    """What a part does, and in full what may be cut on the card. Never markup."""
    plain = {
        Part.HANDLE: _("Drag to move (Alt+Up, Alt+Down)"),
        Part.ADJUST: _("Adjust (Enter)"),
        Part.MENU: _("More"),
        Part.EASIER: f"{whole_step_words(card.easier, up=False)} (Alt+Left)",
        Part.HARDER: card.harder_words,
        Part.CHIP: _("Change {what}: {now}", what=name_of(hit.name), now=card.chip_words(hit.name)),
        Part.DOSE: f"{card.dose_words} (F2)",
        Part.NOTE: card.item.note or _("Printed below the exercise"),
        Part.GO_ON: _("The clinician decides"),
        Part.TAKE_EASIER: whole_step_words(card.easier, up=False),
        Part.CONFIRM: _("As it is printed from now on"),
        Part.HALVE: _("About as much as the paper asked before"),
    }.get(hit.part, "")
    if not plain and card.caution:
        own = [card.caution] if card.item.to_confirm else []
        plain = "\n".join([*own, *(concern.reason for concern in card.concerns)])
    if not plain and advice:
        plain = _("Suggested: {advice}", advice=advice.label.lower())
    return html.escape(plain or card.exercise.name).replace("\n", "<br>")
