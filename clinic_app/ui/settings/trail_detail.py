"""One row of the audit trail in full: the sentence, and what was before and after."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.domain.dates import weekday_words
from clinic_app.services.audit.trail_lines import BeforeAfter, TrailLine
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row, rule, scrolling
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.words import N_, _

_NOTHING = N_("Choose a line to see all of it.")


class TrailDetail(QWidget):
    """``patient_requested`` carries the id of the patient to open."""

    patient_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._patient_id = ""
        self.when = label(size=SECOND_LINE, tone="second", wrap=True)
        self.sentence = label(wrap=True)
        self.patient = label(size=SECOND_LINE, tone="second", wrap=True)
        self.why = label(wrap=True)
        self.before, self.after = label(wrap=True), label(wrap=True)
        self._before_head = label(_("Before"), size=SECOND_LINE, bold=True)
        self._after_head = label(_("After"), size=SECOND_LINE, bold=True)
        self._rule = rule()
        self.number = label(size=HINT, tone="second")
        self.open = Button(
            _("Open the patient"),
            key="Enter",
            height=36,
            on_click=lambda: self.patient_requested.emit(self._patient_id),
        )
        self._lay_out()
        self.show_line(None, BeforeAfter())

    def _lay_out(self) -> None:
        parts = (self.when, self.sentence, self.why, self.patient, self._rule)
        both = (self._before_head, self.before, self._after_head, self.after)
        for words in (self.sentence, self.before, self.after):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        page = boxed(column(*parts, *both, None, margins=(16, 12, 16, 12)))
        foot = row(self.number, None, self.open, margins=(16, 8, 16, 8))
        self.setLayout(column((scrolling(page), 1), foot, spacing=0))

    def show_line(self, line: TrailLine | None, both: BeforeAfter) -> None:
        """Show a line, or a word that none is chosen."""
        at = line.row.at if line else None
        when = f"{weekday_words(at.date())} {at.year}, {at:%H:%M:%S} ({at:%Z})" if at else ""
        self.when.setText(when[:1].upper() + when[1:])
        self.sentence.setText(
            line.told.sentence.removesuffix(_because(line)) if line else _(_NOTHING)
        )
        _show(self.why, _("Why: {why}", why=line.told.why) if line and line.told.why else "")
        numbered = (
            line.patient + (f", {line.record_number}" if line.record_number else "")
            if (line and line.patient)
            else ""
        )
        _show(self.patient, _("Patient: {patient}", patient=numbered) if numbered else "")
        self._show_both(both)
        self.number.setText(_("Row {number}", number=format(line.row.seq, ",")) if line else "")
        self._patient_id = line.row.patient_id or "" if line and line.patient else ""
        self.open.setVisible(bool(self._patient_id))

    def _show_both(self, both: BeforeAfter) -> None:
        shown = bool(both.before or both.after)
        for part in (self._rule, self._before_head, self._after_head):
            part.setVisible(shown)
        _show(self.before, "\n".join(both.before))
        _show(self.after, "\n".join(both.after))


def _because(line: TrailLine) -> str:
    return f": {line.told.why}" if line.told.why else ""


def _show(target: QLabel, words: str) -> None:
    """Words of a label that is hidden without any."""
    target.setText(words)
    target.setVisible(bool(words))
