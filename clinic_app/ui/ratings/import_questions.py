"""What a file leaves open, asked in plain rows: the question, and a button for each reading."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.services.pain_csv.values import Note, Options, Question
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, clear, column
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import _


class ImportQuestions:
    """``page`` shows them; ``answer`` is given the options with the answer that was pressed."""

    def __init__(self, answer: Callable[[Options], object]) -> None:
        self._answer = answer
        self.buttons: list[Button] = []
        self.lists: list[ComboBox] = []
        self._lines = column(spacing=12)
        self.page = boxed(self._lines)

    def ask(self, questions: Sequence[Question], notes: Sequence[Note], options: Options) -> None:
        """Show these questions in the place of those before, and other readings of a guess."""
        self.buttons, self.lists = [], []
        clear(self._lines)
        open_notes = [Question(note.words, note.answers) for note in notes if note.answers]
        for question in (*questions, *open_notes):
            self._lines.addWidget(self._row(question, options))
        self.page.setVisible(bool(questions or open_notes))

    def _row(self, question: Question, options: Options) -> QWidget:
        lines = column(label(question.words, bold=True, wrap=True), spacing=6)
        if not question.answers and question.hint:
            hint = question.hint.partition(" (--")[0].partition("; --")[0].partition(": --")[0]
            lines.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        if question.answers or question.site:
            holder = QWidget()
            flow = FlowLayout(holder, spacing=8)
            for answer in question.answers:
                button = Button(_capital(answer.words), height=36)
                button.clicked.connect(partial(self._pressed, answer.options))
                self.buttons.append(button)
                flow.addWidget(button)
            if question.site:
                flow.addWidget(self._regions(question.site, options))
            lines.addWidget(holder)
        return boxed(lines)

    def _pressed(self, options: Options, _checked: bool = False) -> None:
        self._answer(options)

    def _regions(self, word: str, options: Options) -> ComboBox:
        """Any other region of the body chart."""
        box = ComboBox(name=_("Another region for {word}", word=word))
        box.addItem(_("Another region…"), "")
        for region in REGIONS:
            box.addItem(_capital(region.words), region.id)
        box.activated.connect(partial(self._picked, box, word, options))
        self.lists.append(box)
        return box

    def _picked(self, box: ComboBox, word: str, options: Options, _index: int) -> None:
        if box.currentData():
            self._answer(options.with_site(word, str(box.currentData())))


def notes_words(notes: Sequence[Note], *, guessed: bool) -> str:
    """The notes of one kind, a line each."""
    return "\n".join(n.words for n in notes if n.guessed is guessed and not n.answers)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
