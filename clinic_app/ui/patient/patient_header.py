"""Who is open: name, birth date, number, side, precautions; saved state, undo, print."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.ui.common.bars import UndoBar
from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import boxed, clear, column, row
from clinic_app.ui.common.chips import Chip, ChipStyle, precaution_look, side_look
from clinic_app.ui.common.commands import KIOSK, PRINT, REDO, UNDO
from clinic_app.ui.common.elided_label import ElidedLabel
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.key_names import key_words
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, label, set_tone
from clinic_app.ui.common.tabs import Tabs
from clinic_app.ui.plan.saving import Saved, SavedState
from clinic_app.words import DAY_MONTH_YEAR, N_, NP_, _, interface, ngettext, pgettext

TAB_NAMES = (
    NP_("tab", "Plan"),
    NP_("tab", "Progress"),
    NP_("tab", "Handouts"),
    NP_("tab", "Record"),
)
PLAN, PROGRESS, HANDOUTS, RECORD = range(4)
_SIDES = {  # where there is little room, and where there is more
    "right": (NP_("treated side", "Right"), N_("Right side")),
    "left": (NP_("treated side", "Left"), N_("Left side")),
}
_TIGHT = 1150
_LEAST_CHIP = 132
_BAR, _LEAST_BAR = 560, 420


class PatientHeader(QFrame):
    """Two lines: 60 px with the patient, 44 px with the tabs."""

    undo_requested = Signal()
    redo_requested = Signal()
    print_requested = Signal()
    kiosk_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(105)
        self._patient: Patient | None = None
        self._episode: Episode | None = None
        self._precautions: tuple[str, ...] = ()
        self._state = SavedState(Saved.NOTHING)
        self._tight: bool | None = None
        self._name = ElidedLabel(size=PAGE, bold=True)
        self._facts = label(size=SECOND_LINE, tone="second")
        self._chip_line = row()
        self._chips = boxed(self._chip_line)
        self._chips.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._saved_icon = IconLabel("check", tone="second", size=18)
        self._saved = label(size=SECOND_LINE, tone="second")
        self.undo_button = IconButton("arrow-back-up", _("Undo"), on_click=self.undo_requested)
        self.redo_button = IconButton("arrow-forward-up", _("Redo"), on_click=self.redo_requested)
        kiosk = _("Kiosk: the patient answers ({keys})", keys=key_words(KIOSK))
        self.kiosk_button = IconButton("device-tablet", kiosk, on_click=self.kiosk_requested)
        self.print_button = Button(
            _("Print handout"),
            kind="primary",
            icon="printer",
            key=PRINT,
            on_click=self.print_requested,
        )
        self.tabs = Tabs([_(name) for name in TAB_NAMES])
        self.tabs.setAccessibleName(_("Parts of the record"))
        self._about = ElidedLabel(size=SECOND_LINE, tone="second")
        self._about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self.undo_bar = UndoBar(self)
        self.undo_bar.undo_requested.connect(self.undo_requested)
        self.show_steps("", "")

    def _lay_out(self) -> None:
        saved = row(self._saved_icon, self._saved, spacing=6)
        small = row(self.undo_button, self.redo_button, self.kiosk_button, spacing=2)
        parts = (self._name, self._facts, self._chips, None, saved, small, self.print_button)
        top = row(*parts, spacing=16, margins=(24, 8, 24, 8))
        tabs = (self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        below = row(tabs, (self._about, 1), spacing=16, margins=(10, 0, 24, 0))
        self.setLayout(column((top, 60), (below, 44), spacing=0, margins=(0, 0, 0, 1)))

    # --- what is shown ---------------------------------------------------------------------------

    def show_patient(
        self, patient: Patient, episode: Episode | None, precautions: tuple[str, ...]
    ) -> None:
        """Show a patient; ``precautions`` are the labels, not the tags."""
        self._patient, self._episode = patient, episode
        self._precautions = precautions
        self.undo_bar.hide()
        self._name.show_text(patient.name)
        self._fit()

    def _show_chips(self, *, tight: bool) -> None:
        """Side and precautions; in a narrow window in fewer words, the tooltip has them all."""
        clear(self._chip_line)
        side = self._episode.side.lower() if self._episode else ""
        if side in _SIDES:
            short, whole = map(_, _SIDES[side])
            look = side_look(short if tight else whole, is_right=side == "right")
            self._add_chip(look, tip=whole)
        every = self._precautions
        if len(every) > (1 if tight else 2):
            words = ngettext("{count} precaution", "{count} precautions", len(every))
            self._add_chip(precaution_look(words), tip="\n".join(every))
            return
        for words in every:
            shown = words.partition(":")[0] if tight or len(every) > 1 else words
            self._add_chip(precaution_look(shown), tip=words)

    def _add_chip(self, look: ChipStyle, *, tip: str) -> None:
        chip = Chip(look)
        chip.setMinimumWidth(min(chip.sizeHint().width(), _LEAST_CHIP))
        chip.setToolTip(tip)
        chip.setAccessibleDescription(tip)
        self._chip_line.addWidget(chip)

    def show_saved(self, state: SavedState) -> None:
        """``Saved 10:42``, ``Saving...``, or in red that it is not."""
        self._state = state
        bad = state.kind is Saved.NO
        icon = {Saved.NO: "alert-circle", Saved.SAVING: "loader-2"}.get(state.kind, "check")
        self._saved_icon.show_icon(icon, tone="bad" if bad else "second")
        self._saved_icon.setVisible(bool(state.words))
        short = self._tight and state.kind is Saved.YES
        self._saved.setText(f"{state.at.astimezone():%H:%M}" if short and state.at else state.words)
        self._saved.setToolTip(state.words)
        set_tone(self._saved, "bad" if bad else "second")

    def show_steps(self, undo: str, redo: str) -> None:
        """Name the steps that undo and redo would take; empty where there is none."""
        self.undo_button.setEnabled(bool(undo))
        keys = key_words(UNDO)
        self.undo_button.rename(
            _("Undo: {step} ({keys})", step=undo, keys=keys)
            if undo
            else _("Undo ({keys})", keys=keys)
        )
        self.redo_button.setEnabled(bool(redo))
        keys = key_words(REDO)
        self.redo_button.rename(
            _("Redo: {step} ({keys})", step=redo, keys=keys)
            if redo
            else _("Redo ({keys})", keys=keys)
        )

    def say_done(self, words: str) -> None:
        """Say what was just done, with its undo."""
        self.undo_bar.say(words)
        self._place_bar()

    # --- room ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_bar()

    def _place_bar(self) -> None:
        """Beside the tabs: below, it would cover a card. Where it is narrow, over the facts."""
        last = self.tabs.tabRect(self.tabs.count() - 1)
        begin, end = self.tabs.x() + last.right() + 24, self.width() - 24
        free = self._about.geometry().right() - self._about.sizeHint().width() - 16 - begin
        width = min(_BAR, free) if free >= _LEAST_BAR else end - begin
        self.undo_bar.setFixedWidth(max(width, 0))
        self.undo_bar.move(begin, self.height() - self.undo_bar.height() - 3)

    def _fit(self) -> None:
        """In a narrow window the facts move down to the line of the tabs."""
        tight = self._tight = self.width() < _TIGHT
        self._show_chips(tight=tight)
        self.show_saved(self._state)
        facts, about = self._fact_words(), self._episode_words()
        self._facts.setText("" if tight else " · ".join(facts))
        self._facts.setVisible(not tight and bool(facts))
        self._about.show_text(" · ".join([*facts, *about] if tight else about))
        self.print_button.rename(_("Print") if tight else _("Print handout"))

    def _fact_words(self) -> list[str]:
        patient = self._patient
        if patient is None:
            return []
        born = [pgettext("header", "born {day}", day=_day(patient.born))] if patient.born else []
        return born + (
            [_("no. {number}", number=patient.record_number)] if patient.record_number else []
        )

    def _episode_words(self) -> list[str]:
        if self._episode is None:
            return []
        return [self._episode.condition, _("since {day}", day=_day(self._episode.started))]


def _day(day: date) -> str:
    return interface().date(day, DAY_MONTH_YEAR)
