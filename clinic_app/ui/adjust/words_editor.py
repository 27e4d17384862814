"""The patient's own words for one exercise: one step a line, with its reading grade, and a note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clinic_app.domain import reading
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import SECOND_LINE, label, set_tone
from clinic_app.words import _


class WordsEditor(QWidget):
    """``steps_changed`` carries the own steps, empty for the library's; ``note_changed`` a text."""

    steps_changed = Signal(object)
    note_changed = Signal(str)

    def __init__(self, exercise: Exercise, patient: Patient) -> None:
        super().__init__()
        self._language = patient.language if patient.language in exercise.words else "en"
        self._exercise = exercise
        self._library = exercise.words[self._language].steps
        self.steps = QPlainTextEdit()
        self.steps.setAccessibleName(_("Words for {name}, one step a line", name=patient.given))
        self.steps.setTabChangesFocus(True)
        self.steps.setFixedHeight(116)
        self.steps.textChanged.connect(self._typed)
        self.note = LineEdit()
        self.note.setAccessibleName(_("Note for the patient"))
        self.note.setPlaceholderText(_("Add a note"))
        self.note.setMaxLength(500)
        self.note.textEdited.connect(self.note_changed)
        self._glyph = IconLabel("check", tone="good", size=18)
        self._grade = label(size=SECOND_LINE, tone="good")
        head = row(
            label(_("Words for {name}", name=patient.given), size=SECOND_LINE),
            None,
            self._glyph,
            self._grade,
            spacing=6,
        )
        self.setLayout(
            column(head, self.steps, label(_("Note"), size=SECOND_LINE), self.note, spacing=6)
        )

    def show_item(self, item: PlanItem) -> None:
        """Show the item's words; the caret stays where it is while they are the same.

        The library's own words follow the item's settings.
        """
        self._library = self._exercise.steps_for(item.rung.settings, self._language)
        shown = item.own_steps or self._library
        if self._lines() != shown:
            self.steps.blockSignals(True)
            self.steps.setPlainText("\n".join(shown))
            self.steps.blockSignals(False)
        note = item.note_in(self._language)
        if self.note.text().strip() != note.strip():
            self.note.setText(note)
        self._judge()

    def _lines(self) -> tuple[str, ...]:
        lines = self.steps.toPlainText().splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def _typed(self) -> None:
        self._judge()
        lines = self._lines()
        self.steps_changed.emit(() if lines == self._library else lines)

    def _judge(self) -> None:
        """Say how hard the words are to read."""
        text = " ".join(self._lines())
        hard = reading.jargon(text)
        if self._language == "es":
            easy = reading.ease_es(text) >= reading.LOWEST_EASE
            words = _("Easy to read") if easy else _("Hard to read")
        else:
            grade = reading.grade(text)
            easy = grade <= reading.HIGHEST_GRADE
            words = _("Reading grade {grade}", grade=max(1, round(grade)))
        if hard:
            easy, words = False, _("{grade}, hard word: {word}", grade=words, word=hard[0])
        self._grade.setText(words)
        set_tone(self._grade, "good" if easy else "caution")
        tone = "good" if easy else "caution"
        self._glyph.show_icon("check" if easy else "alert-triangle", tone=tone)
