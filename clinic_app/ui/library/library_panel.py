"""The library beside the plan: type, choose, Enter adds."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
)

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.patient.patient import Episode
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import EmptyState
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, row, rule
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.key_cap import KeyCap
from clinic_app.ui.common.plain_label import HINT, SECTION, label
from clinic_app.ui.library.library_filters import FilterBar
from clinic_app.ui.library.library_list import LibraryList
from clinic_app.ui.library.library_rows import (
    PERHAPS,
    Kind,
    LibraryQuery,
    LibraryRow,
    answer,
    library_model,
)
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.words import _, ngettext, pgettext

_CARD_KEYS: dict[int, tuple[Qt.KeyboardModifier, ...]] = {
    Qt.Key.Key_F2: (Qt.KeyboardModifier.NoModifier,),
    Qt.Key.Key_Left: (Qt.KeyboardModifier.AltModifier,),
    Qt.Key.Key_Right: (Qt.KeyboardModifier.AltModifier,),
}


class LibraryPanel(Card):
    """Adds exercises to the editing that is open.

    ``adjust_requested`` carries the id of an item that was added to be adjusted at once;
    ``card_key`` a key for the chosen card of the plan, and whether Alt was held.
    """

    adjust_requested = Signal(str)
    refused = Signal(object)
    left = Signal()
    card_key = Signal(int, bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=0)
        self._workspace = workspace
        self._editing: PlanEditor | None = None
        self._episode: Episode | None = None
        self._show_hidden = False
        self._favourites: frozenset[str] = frozenset()
        self._recents: tuple[str, ...] = ()
        self.field = SearchField(
            name=_("Add an exercise"), placeholder=_("Name, body part, equipment")
        )
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.filters = FilterBar(workspace.library)
        self.filters.changed.connect(self._search)
        self.model = library_model(self)
        self.list = LibraryList(self.model)
        self.list.pressed_at.connect(self._pressed)
        self.list.menu_requested.connect(self._menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._make_nothing())
        self._lay_out()

    def _lay_out(self) -> None:
        star = IconLabel("star", tone="second", size=16)
        self._star_hint = boxed(row(KeyCap("Ctrl+F"), star, spacing=4))
        self._star_hint.setToolTip(_("Mark or unmark the chosen exercise as a favourite"))
        head = row(label(_("Add an exercise"), size=SECTION, bold=True), None, KeyCap("Ctrl+L"))
        top = column(head, self.field, self.filters, spacing=10, margins=(16, 14, 16, 12))
        foot = row(
            16,
            KeyCap(icon="arrow-up"),
            KeyCap(icon="arrow-down"),
            label(pgettext("key", "choose"), size=HINT, tone="second"),
            4,
            KeyCap("Shift+Enter"),
            label(pgettext("key", "add and adjust"), size=HINT, tone="second"),
            4,
            self._star_hint,
            None,
            spacing=4,
            margins=(0, 9, 12, 9),
        )
        self.body.addLayout(column(top, rule(), (self._stack, 1), rule(), foot, spacing=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._star_hint.setVisible(self.width() >= 380)

    def _make_nothing(self) -> EmptyState:
        self._clear = Button(_("Clear filters"), on_click=self.filters.clear)
        self._empty_field = Button(_("Clear the search"), on_click=self.field.wipe)
        self._nothing = EmptyState(
            icon="search-off", title=_("Nothing found"), actions=(self._clear, self._empty_field)
        )
        return self._nothing

    # --- what is shown ---------------------------------------------------------------------------

    def show_editing(self, editing: PlanEditor | None, episode: Episode | None) -> None:
        """Add to this editing; the episode's region is offered as a filter."""
        self._editing, self._episode = editing, episode
        self._show_hidden = False
        self.field.clear()
        self.filters.offer((("region", episode.region),) if episode else ())
        self.list.pictures = editing.pictures if editing else None
        if editing is not None:
            editing.plan_changed.connect(self._refresh)
            editing.pictures.arrived.connect(self.list.viewport().update)
            self._load_favourites()
        self.setEnabled(editing is not None and not editing.is_read_only)

    def focus_field(self) -> None:
        """Put the caret into the field, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _load_favourites(self) -> None:
        self._favourites = frozenset(self._workspace.preferences.favourites())
        self._recents = tuple(self._workspace.preferences.recents())
        self._search()

    def _search(self) -> None:
        if self._fill():
            self.list.choose_first()
        else:
            self.list.choose_none()

    def _refresh(self) -> None:
        """The plan changed: the marks change, the chosen line stays."""
        at = self.list.currentIndex().row()
        is_sure = self._fill()
        if at >= 0 or is_sure:
            self.list.choose(at)

    def _fill(self) -> bool:
        """Show what is found; whether Enter may take the first line without its being chosen."""
        if self._editing is None:
            self.model.show_items(())
            return True
        found = answer(self._workspace.library, self._query(self._editing))
        self.list.showing_hidden = self._show_hidden
        self.model.show_items(found.rows)
        self._stack.setCurrentIndex(0 if found.found else 1)
        self.field.setAccessibleDescription("" if found.is_sure else _(PERHAPS))
        if not found.found:
            self._show_nothing()
        return found.is_sure

    def _query(self, editing: PlanEditor) -> LibraryQuery:
        return LibraryQuery(
            text=self.field.text(),
            facets=self.filters.facets,
            patient=editing.patient,
            episode=self._episode,
            planned=frozenset(item.exercise_id for item in editing.plan.items),
            favourites=self._favourites,
            recents=self._recents,
            show_hidden=self._show_hidden,
        )

    def _show_nothing(self) -> None:
        """Name what was looked for, and what would be found without the filters."""
        text = self.field.text().strip()
        free = self._workspace.library.search(text)
        instead = " ".join(free.corrections.get(word, word) for word in text.lower().split())
        hint = _("Try a shorter word, a body part or a piece of equipment.")
        if free.total:
            many = len(self.filters.facets)
            on = _("One filter is on.") if many == 1 else _on(many)
            count = ngettext("{count} exercise", "{count} exercises", free.total)
            if free.corrections:
                hint = _("Did you mean {words}? {count}. {on}", words=instead, count=count, on=on)
            else:
                hint = _("Without filters: {count}. {on}", count=count, on=on)
        title = _("Nothing found for “{text}”", text=text) if text else _("Nothing found")
        self._nothing.say(title, hint)
        self._clear.setVisible(bool(self.filters.facets))
        self._empty_field.setVisible(not free.total)

    # --- adding ----------------------------------------------------------------------------------

    def add(self, exercise: Exercise, *, adjust: bool = False) -> None:
        """Put the exercise at the end of the plan."""
        editing = self._editing
        if editing is None:
            return
        try:
            edit = edits.add(editing.plan, exercise)
            editing.apply(edit)
            self._workspace.preferences.record_use(exercise.id)
        except UserError as error:
            self.refused.emit(error)
            return
        # Ctrl+Z now takes the exercise out again, not the last letter typed.
        self.field.blockSignals(True)
        self.field.setText(self.field.text())
        self.field.blockSignals(False)
        if adjust:
            self.adjust_requested.emit(edit.focus)
        else:
            self.focus_field()

    def _add_line(self, line: LibraryRow | None, *, adjust: bool) -> None:
        if line is None:
            return
        if line.kind is Kind.HIDDEN:
            self._show_hidden = not self._show_hidden
            self._refresh()
        elif line.exercise is not None:
            self.add(line.exercise, adjust=adjust)

    def _chosen(self) -> LibraryRow | None:
        return self.model.item_at(self.list.currentIndex().row())

    def _pressed(self, number: int) -> None:
        self._add_line(self.model.item_at(number), adjust=False)

    def _menu(self, at: QPoint) -> None:
        """The same by mouse: add, adjust, favourite."""
        line = self._chosen()
        if line is None or line.exercise is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Add\tEnter"), lambda: self._add_line(line, adjust=False))
        menu.addAction(_("Add and adjust\tShift+Enter"), lambda: self._add_line(line, adjust=True))
        words = _("Not a favourite") if line.favourite else _("Favourite")
        menu.addAction(f"{words}\tCtrl+F", self._toggle_favourite)
        menu.popup(at)

    def _toggle_favourite(self) -> None:
        line = self._chosen()
        if line is not None and line.exercise is not None:
            on = line.exercise.id not in self._favourites
            try:
                self._workspace.preferences.set_favourite(line.exercise.id, on=on)
            except UserError as error:
                self.refused.emit(error)
                return
            marked = {line.exercise.id}
            self._favourites = self._favourites | marked if on else self._favourites - marked
            self._refresh()

    # --- keys in the field -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # With nothing typed since, undo is the plan's, not the field's.
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not self.field.isUndoAvailable():
                event.ignore()
                return True
            return False
        return event.type() == QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.choose_next(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.choose_next(6 if key == Qt.Key.Key_PageDown else -6)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shift = bool(mods & Qt.KeyboardModifier.ShiftModifier)
            self._add_line(self._chosen(), adjust=shift)
        elif key == Qt.Key.Key_F and mods == Qt.KeyboardModifier.ControlModifier:
            self._toggle_favourite()
        elif key in _CARD_KEYS and mods in _CARD_KEYS[key]:
            self.card_key.emit(key, bool(mods))
        elif key == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.wipe()
            else:
                self.left.emit()
        else:
            return False
        return True


def _on(many: int) -> str:
    return ngettext("{count} filter is on.", "{count} filters are on.", many)
