"""What a file leaves open, asked in plain rows: the question, and a button for each reading."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.body_chart import REGIONS
from clinic_app.services.pain_csv.values import Note, Options, Question
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.plain_label import SECOND_LINE, label


class ImportQuestions(QWidget):
    """``answered`` carries the options with the answer that was pressed."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self.lists: list[ComboBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def ask(self, questions: Sequence[Question], notes: Sequence[Note], options: Options) -> None:
        """Show these questions in the place of those before, and other readings of a guess."""
        self.buttons, self.lists = [], []
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for question in questions:
            self._column.addWidget(self._row(question, options))
        open_notes = [note for note in notes if note.answers]
        for note in open_notes:
            self._column.addWidget(self._row(Question(note.words, note.answers), options))
        self.setVisible(bool(questions or open_notes))

    def _row(self, question: Question, options: Options) -> QWidget:
        row = QFrame()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(question.words, bold=True, wrap=True))
        if not question.answers and question.hint:
            hint = question.hint.partition(" (--")[0].partition("; --")[0].partition(": --")[0]
            column.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        if question.answers or question.site:
            holder = QWidget()
            flow = FlowLayout(holder, spacing=8)
            for answer in question.answers:
                button = Button(_capital(answer.words), height=36)
                button.clicked.connect(lambda _=False, o=answer.options: self.answered.emit(o))
                self.buttons.append(button)
                flow.addWidget(button)
            if question.site:
                flow.addWidget(self._regions(question.site, options))
            column.addWidget(holder)
        return row

    def _regions(self, word: str, options: Options) -> ComboBox:
        """Any other region of the body chart."""
        box = ComboBox(name=f"Another region for {word}")
        box.addItem("Another region…", "")
        for region in REGIONS:
            box.addItem(_capital(region.name("en")), region.id)
        box.activated.connect(partial(self._picked, box, word, options))
        self.lists.append(box)
        return box

    def _picked(self, box: ComboBox, word: str, options: Options, _index: int) -> None:
        if box.currentData():
            self.answered.emit(options.with_site(word, str(box.currentData())))


def notes_words(notes: Sequence[Note], *, guessed: bool) -> str:
    """The notes of one kind, a line each."""
    return "\n".join(n.words for n in notes if n.guessed is guessed and not n.answers)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
