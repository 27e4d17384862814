"""What can be done to one card of the plan, by key, click or menu."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.confirming import halved_reps
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.dose_line import NAMES, format_dose, parse_dose, typed_value, with_typed
from clinic_app.domain.plan.dose_words import SIDE_NAMES, weight_words
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_layout import GO_ON, CardLayout, Hit, Part
from clinic_app.ui.plan.card_words import Card
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.inline_editor import InlineEditor, Take
from clinic_app.words import N_, _

_TAKE_AWAY = N_(
    "What is not named stays. Write no hold, no load, no tempo or no rest to take it away."
)

_DOSE, _NOTE = "dose", "note"
_NAMES_OF = {**NAMES, _DOSE: N_("Dose"), _NOTE: N_("Note for the patient")}
_NOTHING: Mapping[str, str] = {}


class CardActions:
    """Acts on the editing that is open.

    ``place`` is where a card lies in the viewport. ``adjust`` is given the id of an item to
    adjust, ``refuse`` the UserError of what cannot be done.
    """

    def __init__(
        self,
        viewport: QWidget,
        place: Callable[[Card], CardLayout],
        *,
        adjust: Callable[[str], object],
        refuse: Callable[[UserError], object],
    ) -> None:
        self.editing: PlanEditor | None = None
        self.editor = InlineEditor(viewport)
        self._viewport, self._place = viewport, place
        self._adjust, self._refuse = adjust, refuse
        self._typing = self._refused_typing = _NOTHING
        self.editor.refused.connect(self._refuse_typed)
        for settled in (self.editor.taken, self.editor.closed):
            settled.connect(self._settle)

    def typed(self) -> Mapping[str, str]:
        """What is being typed over a card, or was refused when it was left; empty if nothing."""
        if self.editor.is_changed:
            return {**self._typing, "text": self.editor.text()}
        return self._refused_typing

    def type_again(self, card: Card, what: str, text: str) -> None:
        """Open the line over a card that ``typed`` gave, with its text."""
        if what == _DOSE:
            self.edit_dose(card)
        elif what == _NOTE:
            self.edit_note(card)
        else:
            place = self._place(card)
            rects = {chip.name: rect for chip, rect in place.chips}
            self.edit_value(card, Hit(Part.CHIP, rects.get(what, place.dose), what))
        if self.editor.is_open:
            self.editor.setText(text)
            self.editor.textEdited.emit(text)

    def _open(self, card: Card, what: str, place: QRect, text: str, take: Take) -> None:
        self._typing, self._refused_typing = {"item": card.item.id, "what": what}, _NOTHING
        self.editor.open_at(place, text, name=_named(what), take=take)

    def _refuse_typed(self, error: UserError) -> None:
        self._refused_typing = {**self._typing, "text": self.editor.text()}
        self._refuse(error)

    def _settle(self) -> None:
        self._refused_typing = _NOTHING

    def attempt(self, action: Callable[[], object]) -> None:
        """Do it; what is refused is shown in place."""
        try:
            action()
        except UserError as error:
            self._refuse(error)

    def open_editing(self) -> PlanEditor:
        """The editing; raises UserError when no patient is open."""
        if self.editing is None:
            raise UserError(_("No patient is open."))
        return self.editing

    def adjust(self, card: Card) -> None:
        """Open the panel with everything of one exercise."""
        self._adjust(card.item.id)

    def step(self, card: Card, *, up: bool) -> None:
        """One rung easier or harder."""
        self.open_editing().step(card.item.id, up=up)

    def move_by(self, card: Card, places: int) -> None:
        """Up (negative) or down the list."""
        editing = self.open_editing()
        to = editing.plan.index(card.item.id) + places
        if to >= 0:
            editing.apply(edits.move(editing.plan, card.item.id, to, editing.lookup))

    def remove(self, card: Card) -> None:
        """Take the exercise out of the plan."""
        editing = self.open_editing()
        editing.apply(edits.remove(editing.plan, card.item.id, editing.lookup))

    def duplicate(self, card: Card) -> None:
        """The same once more, right below."""
        editing = self.open_editing()
        editing.apply(edits.duplicate(editing.plan, card.item.id, editing.lookup))

    def go_on(self, card: Card) -> None:
        """Keep the exercise in spite of its first open precaution."""
        editing = self.open_editing()
        tag = card.concerns[0].tag
        name = card.exercise.name
        editing.apply(edits.accept(editing.plan, card.item.id, tag, name))

    def confirm(self, card: Card, *, halve: bool) -> None:
        """Settle repetitions that meant something else on paper."""
        editing = self.open_editing()
        reps = halved_reps(card.item) if halve else card.item.dose.reps
        editing.apply(edits.confirm(editing.plan, card.item.id, reps, editing.lookup))

    def edit_dose(self, card: Card) -> None:
        """The whole dose as one line."""
        editing = self.open_editing()
        place = self._place(card).dose.toAlignedRect()
        place.setWidth(min(max(place.width(), 360), self._viewport.width() - place.x() - 8))
        pieces = card.item.pieces(card.exercise)
        shown = format_dose(card.item.dose, pieces=pieces)

        def take(text: str) -> None:
            item = editing.plan.item(card.item.id)
            dose = parse_dose(text, base=item.dose, pieces=pieces)
            if dose == item.dose and text.strip() != shown:
                raise UserError(_("That changes nothing."), _(_TAKE_AWAY))
            editing.apply(edits.set_dose(editing.plan, item.id, dose, editing.lookup))

        self._open(card, _DOSE, place, shown, take)

    def edit_note(self, card: Card) -> None:
        """The note, in place."""
        editing = self.open_editing()
        note = self._place(card).note
        if note is None:
            self._adjust(card.item.id)
            return
        place = note.adjusted(0, -7, 0, 5).toAlignedRect()

        def take(text: str) -> None:
            editing.apply(edits.set_note(editing.plan, card.item.id, text.strip()))

        self._open(card, _NOTE, place, card.item.note, take)

    def edit_value(self, card: Card, hit: Hit) -> None:
        """One value of the dose, in place of its chip."""
        editing = self.open_editing()
        if hit.name == "side":
            self._side_menu(card, hit)
            return
        load = card.item.load(card.exercise)
        text = typed_value(card.item.dose, hit.name)
        if hit.name == "load_kg" and load:
            text = weight_words(load.value, load.unit)
        place = hit.rect.toAlignedRect()
        place.setWidth(max(place.width(), 72))

        def take(typed: str) -> None:
            dose = editing.plan.item(card.item.id).dose
            if hit.name == "load_kg" and load:
                unit = "" if typed.strip()[-1:].isalpha() else f" {load.unit}"
                changed = parse_dose(f"load {typed}{unit}", base=dose, pieces=load.pieces)
            else:
                changed = with_typed(dose, hit.name, typed)
            editing.apply(edits.set_dose(editing.plan, card.item.id, changed, editing.lookup))

        self._open(card, hit.name, place, text, take)

    def _side_menu(self, card: Card, hit: Hit) -> None:
        editing = self.open_editing()
        menu = QMenu(self._viewport)
        for side in Side:

            def pick(_on: bool = False, side: Side = side) -> None:
                now = editing.plan
                dose = now.item(card.item.id).dose.changed(side=side)
                change = edits.set_dose(now, card.item.id, dose, editing.lookup)
                self.attempt(lambda: editing.apply(change))

            menu.addAction(_(SIDE_NAMES[side]), pick)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._viewport.mapToGlobal(hit.rect.bottomLeft().toPoint()))

    def menu(self, card: Card, at: QPoint) -> None:
        """Everything that can be done to a card, with its key."""
        menu = QMenu(self._viewport)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = len(self.open_editing().plan.items) - 1
        here = self.open_editing().plan.index(card.item.id)
        self._entry(menu, _("Adjust\tEnter"), lambda: self.adjust(card))
        self._entry(menu, _("Edit the dose\tF2"), lambda: self.edit_dose(card))
        self._entry(menu, _("Own words and note"), lambda: self.adjust(card))
        menu.addSeparator()
        easier = self._entry(menu, _("Easier\tAlt+Left"), lambda: self.step(card, up=False))
        easier.setEnabled(card.easier is not None)
        harder = self._entry(menu, _("Harder\tAlt+Right"), lambda: self.step(card, up=True))
        harder.setEnabled(card.harder is not None)
        if card.item.to_confirm:
            for words, halve in ((card.confirm_words, False), (card.halve_words, True)):
                each = _("{words} on each side", words=words)
                self._entry(menu, each, lambda halve=halve: self.confirm(card, halve=halve))
        if card.concerns:
            self._entry(menu, _(GO_ON), lambda: self.go_on(card))
        menu.addSeparator()
        up = self._entry(menu, _("Move up\tAlt+Up"), lambda: self.move_by(card, -1))
        up.setEnabled(here > 0)
        down = self._entry(menu, _("Move down\tAlt+Down"), lambda: self.move_by(card, 1))
        down.setEnabled(here < last)
        self._entry(menu, _("Duplicate"), lambda: self.duplicate(card))
        self._entry(menu, _("Remove\tDelete"), lambda: self.remove(card))
        menu.popup(self._viewport.mapToGlobal(at))

    def _entry(self, menu: QMenu, text: str, action: Callable[[], object]) -> QAction:
        return menu.addAction(text, lambda: self.attempt(action))


def _named(what: str) -> str:
    """``Note for the patient``, ``Sets``."""
    words = _(_NAMES_OF[what])
    return words[:1].upper() + words[1:]
