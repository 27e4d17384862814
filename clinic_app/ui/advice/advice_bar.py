"""One suggestion at a time above the plan: what, why, what would change, and the decision."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy

from clinic_app.domain.advice.advice import Advice, Suggestion
from clinic_app.domain.errors import UserError
from clinic_app.services.workspace import Workspace
from clinic_app.ui.advice.advice_chip import AdviceChip
from clinic_app.ui.advice.waiting import AdviceWaiting
from clinic_app.ui.advice.why import WhyDetails
from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.commands import APPLY, KEEP
from clinic_app.ui.common.drafts import FormDraft
from clinic_app.ui.common.elided_label import ElidedLabel
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import CARD_RADIUS, rounded
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.plan.advice_styles import FOOT, chip_look, icon_and_tone, short_title, title
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.words import _, ngettext

_BUTTON, _NOTE = 36, 252
_NARROW = 860  # px: below, the buttons have a line of their own


class AdviceBar(QFrame):
    """Hidden while nothing waits. Folded, it leaves its place to ``chip``, which opens it.

    ``refused`` carries a UserError; ``done``: the clinician decided; ``turned`` carries
    the item id of another suggestion that is shown now.
    """

    refused = Signal(object)
    done = Signal()
    turned = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.waiting = AdviceWaiting(workspace, parent=self)
        self.waiting.changed.connect(self._refresh)
        self.waiting.failed.connect(self.refused)
        self.chip = AdviceChip()
        self.chip.clicked.connect(self.unfold)
        self._number = 0
        self._compact = self._opened = False
        self._is_read_only = False
        self._make_parts()
        self._draft = FormDraft(workspace.drafts, {"note": self.note}, parent=self)
        self._lay_out()
        self.setAccessibleName(_("Advice"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def _make_parts(self) -> None:
        self._icon = IconLabel("arrow-up")
        self._title = label(bold=True)
        self._because = label(wrap=True)
        self._place = label(size=SECOND_LINE, tone="second")
        self.back = IconButton("chevron-left", _("The suggestion before"))
        self.next = IconButton("chevron-right", _("Next suggestion (Alt+N)"))
        self._change = ElidedLabel(size=SECOND_LINE, bold=True)
        self._foot = label(_(FOOT), size=HINT, tone="second")
        self.note = LineEdit()
        self.note.setMinimumWidth(_NOTE)
        self.note.setPlaceholderText(_("Note: who was told, where to"))
        self.note.setAccessibleName(_("Note on the warning sign"))
        self.why = Button(_("Why"), kind="text", height=_BUTTON)
        self.why.setToolTip(_("Inputs, rule and source (Alt+W)"))
        self.keep = Button(_("Keep as it is"), key=KEEP, height=_BUTTON)
        self.seen = Button(_("I have seen it"), height=_BUTTON)
        self.apply = Button(_("Apply"), key=APPLY, height=_BUTTON)
        self.details = WhyDetails()
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.why.clicked.connect(self.show_why)
        self.keep.clicked.connect(self._keep)
        self.seen.clicked.connect(self._seen)
        self.note.returnPressed.connect(self._seen)
        self.apply.clicked.connect(self._apply)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        first = row((self._icon, 0, top), (self._title, 0, top), (self._because, 1, top))
        words = column(self._change, self._foot, spacing=0, margins=(28, 0, 0, 0))
        buttons = row(None, self._place, self.back, self.next, spacing=8)
        for part in (self.note, self.why, self.keep, self.seen, self.apply):
            buttons.addWidget(part)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.setSpacing(6)
        self._second.addLayout(words, 1)
        self._second.addLayout(buttons)
        self.setLayout(
            column(
                self._draft.bar,
                first,
                self._second,
                self.details.widget,
                spacing=2,
                margins=(16, 10, 12, 8),
            )
        )

    # --- what is shown ---------------------------------------------------------------------------

    def show_editing(self, editing: PlanEditor | None) -> None:
        """Show what waits on another plan, or nothing."""
        self._draft.keep()
        self._draft.open("")
        self._number, self._opened = 0, False
        self._is_read_only = editing is not None and editing.is_read_only
        self.note.clear()
        self.waiting.follow(editing)
        self._refresh()
        if editing is not None:
            self._draft.open(f"sign/{editing.patient.id}", editing.patient.id)

    def keep_drafts(self) -> None:
        """Called by the lock: keep the note that is being typed."""
        self._draft.keep()

    def set_compact(self, compact: bool) -> None:
        """Where the window is low, the bar begins folded."""
        if compact != self._compact:
            self._compact = compact
            self._opened = False
            self._refresh()

    @property
    def shown(self) -> Suggestion | None:
        """The suggestion that the bar is at, shown or folded."""
        found = self.waiting.suggestions
        return found[min(self._number, len(found) - 1)] if found else None

    @property
    def is_folded(self) -> bool:
        """Whether only the chip shows."""
        return self._compact and not self._opened

    @property
    def words(self) -> str:
        """What the bar says, for tests and screen readers."""
        parts = (self._title, self._because, self._change, self._foot)
        return " ".join(part.text() for part in parts if part.isVisibleTo(self))

    def unfold(self) -> None:
        """Show the whole bar though the window is low."""
        self._opened = True
        self._refresh()
        self.why.setFocus()

    def turn(self, by: int) -> None:
        """To the next suggestion, or the one before, and round again."""
        count = len(self.waiting.suggestions)
        if count > 1:
            self._number = (self._number + by) % count
            self._refresh()
            self.turned.emit(self.waiting.suggestions[self._number].item_id)

    def show_why(self) -> None:
        """Show inputs, rule and source, or hide them."""
        if self.shown is not None and self.is_folded:
            self.unfold()
        opened = self.details.widget.isHidden()
        self.details.widget.setVisible(opened)
        self.why.rename(_("Hide why") if opened else _("Why"))
        self.updateGeometry()

    def _refresh(self) -> None:
        shown = self.shown
        self.setVisible(shown is not None and not self.is_folded)
        self.chip.setVisible(shown is not None and self.is_folded)
        if shown is None:
            self._number = 0
            self.details.widget.hide()
            self.why.rename(_("Why"))
            self.note.clear()
            return
        self._number = min(self._number, len(self.waiting.suggestions) - 1)
        self._show_words(shown)
        self._show_buttons(shown)
        self.details.show_suggestion(shown)
        self.update()

    def _show_words(self, shown: Suggestion) -> None:
        icon, tone = icon_and_tone(shown.advice)
        name = self.waiting.name_of(shown)
        words = title(shown, name)
        self._icon.show_icon(icon, tone=tone)
        self._title.setText(f"{words}.")
        set_tone(self._title, tone)
        self._because.setText(shown.because)
        self._change.show_text(shown.change_words)
        self._change.setVisible(bool(shown.change_words))
        self.setAccessibleDescription(f"{words}. {shown.because} {shown.change_words}".strip())
        many = len(self.waiting.suggestions)
        counted = ngettext("{count} suggestion", "{count} suggestions", many)
        short = counted if many > 1 else short_title(shown, name)
        self.chip.set_look(chip_look(short, shown.advice))

    def _show_buttons(self, shown: Suggestion) -> None:
        stop, count = shown.advice is Advice.STOP, len(self.waiting.suggestions)
        self._place.setText(_("{number} of {count}", number=self._number + 1, count=count))
        for part in (self._place, self.back, self.next):
            part.setVisible(count > 1)
        self.note.setVisible(stop)
        self.seen.setVisible(stop)
        self.keep.setVisible(not stop)
        self.apply.setVisible(shown.changed is not None)
        for part in (self.note, self.seen, self.keep, self.apply):
            part.setEnabled(not self._is_read_only)

    # --- decisions -------------------------------------------------------------------------------

    def press_apply(self) -> None:
        """Alt+Enter: apply what is in sight; folded, look at it first."""
        if self._is_in_sight() and self.apply.isVisible() and self.apply.isEnabled():
            self._apply()

    def press_keep(self) -> None:
        """Alt+K: keep the plan as it is. A warning sign wants a look, not a key."""
        if not self._is_in_sight() or self._is_read_only:
            return
        if self.keep.isVisible():
            self._keep()
        else:
            self.note.setFocus()

    def _is_in_sight(self) -> bool:
        if self.shown is not None and self.is_folded:
            self.unfold()
            return False
        return self.isVisible()

    def _apply(self) -> None:
        if self.shown is not None:
            try:
                self.waiting.apply(self.shown)
            except UserError as error:
                self.refused.emit(error)
            else:
                self.done.emit()

    def _keep(self) -> None:
        self._decide(Advice.SAME)

    def _seen(self) -> None:
        self._decide(Advice.STOP, note=self.note.text())

    def _decide(self, decided: Advice, *, note: str = "") -> None:
        if self.shown is not None and not self._is_read_only:
            self.waiting.decide(self.shown, decided, note=note)
            self.note.clear()
            self._draft.saved()
            self.done.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._second.setDirection(ways.TopToBottom if self.width() < _NARROW else ways.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown
        tone = icon_and_tone(shown.advice)[1] if shown else "good"
        fill = tokens()[f"{tone}_tint"]
        rounded(QPainter(self), QRectF(self.rect()), fill=fill, radius=CARD_RADIUS)
