"""The kiosk's pages: a number to choose, places to mark, and the question whether to stop."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.diary import kiosk_words
from clinic_app.domain.diary.kiosk import Answer, KioskVisit, Question
from clinic_app.domain.exercise.picture import Panel, main_picture
from clinic_app.ui.common.buttons import Slot
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.paint import CARD_RADIUS, rounded
from clinic_app.ui.figure.body_chart_view import BodyChartView
from clinic_app.ui.figure.paint import columns, paint_panels
from clinic_app.ui.kiosk.big_button import BigButton
from clinic_app.ui.kiosk.number_tiles import NumberTiles
from clinic_app.ui.kiosk.style import COLOURS, TEXT, balanced, face, title_size, words
from clinic_app.words import wording_in

_MOST_NAMES, _FEW_NAMES = 6, 3  # of marked places; the chart shows the others too
_LIST_WIDE = 0.36  # the part of a narrow page for words beside the body chart
_SHORT, _VERY_SHORT = 560, 440  # px under which a page has little or hardly any room


class ExercisePicture(QWidget):
    """Every pose of an exercise side by side on light paper."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: Sequence[Panel] = ()

    def show_panels(self, panels: Sequence[Panel]) -> None:
        """Show a picture; none shows nothing."""
        self._panels = panels
        self.setVisible(bool(panels))
        self.setAccessibleName(" ".join(panel.alt for panel in panels if panel.alt))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, fill=COLOURS.picture_paper, border=COLOURS.rule, radius=CARD_RADIUS)
        room = box.adjusted(12, 12, -12, -12)
        shown = self._panels
        if shown and room.width() <= room.height():
            shown = (main_picture(shown),)
        paint_panels(painter, room, shown, places=columns)
        painter.end()


class NumberPage(QWidget):
    """A question that a number answers. ``answered`` carries the number."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.picture = ExercisePicture()
        self.picture.hide()
        self._topic = words("", TEXT, bold=True, quiet=True)
        self._asked = words("", bold=True)
        self._hint = words("", quiet=True)
        self._question = ""
        self.tiles = NumberTiles()
        self.tiles.chosen.connect(self.answered.emit)
        text = self._text = QVBoxLayout()
        text.addStretch(1)
        for part in (self._topic, self._asked, self._hint):
            text.addWidget(part)
        text.addStretch(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(5)
        column.addLayout(row(self.picture, (text, 1), spacing=24))
        column.addWidget(self.tiles)
        column.addStretch(6)

    def show_question(
        self, question: Question, visit: KioskVisit, language: str, answer: Answer | None
    ) -> None:
        """Put a question in a language, with the answer given before."""
        self._question = kiosk_words.asked(question, visit, language)
        topic = kiosk_words.topic_of(question, language)
        self._topic.setText(topic)
        self._topic.setVisible(bool(topic))
        self._hint.setText(wording_in(language).pgettext("kiosk", "Touch one number."))
        numbers = [(n, kiosk_words.number_words(question, n)) for n in question.values]
        ends = kiosk_words.ends(question, language)
        self.tiles.show_numbers(numbers, ends, answer if isinstance(answer, int) else None)
        self.tiles.setAccessibleName(self._question)
        self.fit()

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins."""
        return self.tiles.focus_tile()

    def fit(self) -> None:
        """Letters and picture as large as the room allows."""
        has_picture = not self.picture.isHidden()
        is_short, is_very_short = self.height() < _SHORT, self.height() < _VERY_SHORT
        self._column.setSpacing(4 if is_very_short else 16)
        self._text.setSpacing(0 if is_very_short else 10)
        width = min(170 if is_very_short else 220 if is_short else 340, self.width() // 3)
        self.picture.setFixedSize(width, round(width * (0.55 if is_short else 0.62)))
        room = self.width() - (width + 24 if has_picture else 0)
        letters = face(title_size(room, self.height()), bold=True)
        self._asked.setFont(letters)
        self._asked.setText(balanced(self._question, letters, room - 8))
        self._hint.setVisible(not is_short)
        align = Qt.AlignmentFlag.AlignLeft if has_picture else Qt.AlignmentFlag.AlignHCenter
        for part in (self._topic, self._asked, self._hint):
            part.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class PlacePage(QWidget):
    """Where it hurts. ``answered`` carries the marked regions; none of them is an answer too."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._language = "en"
        self._nowhere_chosen = False
        self._most = _MOST_NAMES
        self._words_width = self.width()
        self._asked = words("", 40, bold=True)
        self._hint = words("", quiet=True)
        self._marked = words("", bold=True)
        self.chart = BodyChartView(text_size=20)
        self.chart.changed.connect(self._marks_changed)
        self.nowhere = BigButton("", on_click=self._nowhere)
        self._side = column(
            self._asked,
            self._hint,
            self._marked,
            None,
            (self.nowhere, 0, Qt.AlignmentFlag.AlignLeft),
            spacing=12,
        )
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 12, 0, 12)
        self._both.setSpacing(20)
        self._both.addLayout(self._side)
        self._both.addWidget(self.chart, 1)

    def show_question(
        self, question: Question, visit: KioskVisit, language: str, answer: Answer | None
    ) -> None:
        """Put the question in a language, with the places marked before."""
        self._language, wording = language, wording_in(language)
        self._asked.setText(kiosk_words.asked(question, visit, language))
        self._hint.setText(
            wording.pgettext("kiosk", "Touch each place. Touch it again to clear it.")
        )
        self.nowhere.rename(wording.pgettext("kiosk", "It does not hurt"))
        self.chart.set_language(language)
        self.chart.set_marks(answer if isinstance(answer, tuple) else ())
        self._nowhere_chosen = answer == ()
        self._show_marks()

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins."""
        return self.chart

    def _marks_changed(self, marks: tuple[str, ...]) -> None:
        self._nowhere_chosen = False
        self._show_marks()
        self.answered.emit(marks or None)

    def _nowhere(self) -> None:
        self._nowhere_chosen = not self._nowhere_chosen
        self.chart.set_marks(())
        self._show_marks()
        self.answered.emit(() if self._nowhere_chosen else None)

    def _show_marks(self) -> None:
        self.nowhere.show_checked(self._nowhere_chosen)
        names = [self.chart.name_of(name) for name in self.chart.marks]
        more = [f"+ {len(names) - self._most}"] if len(names) > self._most else []
        self._marked.setText("\n".join([*names[: self._most], *more]))
        for part in (self._asked, self._hint, self._marked):
            part.setMinimumHeight(max(0, part.heightForWidth(self._words_width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words beside the chart where it is wide, above it where it is tall."""
        super().resizeEvent(event)
        is_wide = self.width() > self.height()
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        wide = round(self.width() * (_LIST_WIDE if self.width() < 1200 else 0.3))
        self._words_width = wide if is_wide else self.width()
        for part in (self._asked, self._hint, self._marked):
            part.setMinimumWidth(wide if is_wide else 0)  # a tall page may become narrower again
            part.setMaximumWidth(self._words_width)
        small = self.height() < _SHORT
        self._most = _MOST_NAMES if is_wide and not small else _FEW_NAMES
        self._asked.setFont(face(32 if small or not is_wide else 40, bold=True))
        self._marked.setFont(face(20 if small else TEXT, bold=True))
        self._show_marks()


class StopPage:
    """Asks whether to stop; ``go_on`` or ``stop`` is called, or emitted."""

    def __init__(self, *, go_on: Slot, stop: Slot) -> None:
        self._title = words("", 44, bold=True)
        self._text = words("", quiet=True)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.back = BigButton("", kind="primary", height=92, on_click=go_on)
        self.leave = BigButton("", height=92, on_click=stop)
        self.widget = QWidget()
        lines = QVBoxLayout(self.widget)
        lines.setSpacing(20)
        lines.addStretch(2)
        for part in (self._title, self._text):
            lines.addWidget(part)
        lines.addSpacing(20)
        lines.addLayout(row(None, self.leave, self.back, None, spacing=24))
        lines.addStretch(3)

    def show_in(self, language: str) -> None:
        """Say it in a language."""
        wording = wording_in(language)
        self._title.setText(wording.pgettext("kiosk", "Do you want to stop?"))
        self._text.setText(wording.pgettext("kiosk", "What you told us so far is kept."))
        self.back.rename(wording.pgettext("kiosk", "Go on"))
        self.leave.rename(wording.pgettext("kiosk", "Stop"))
