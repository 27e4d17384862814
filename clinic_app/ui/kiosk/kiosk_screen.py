"""The kiosk while a patient answers: one question at a time, and nothing else of the record."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from clinic_app.domain.diary.kiosk import About, Answer, KioskVisit, Question, questions
from clinic_app.domain.exercise.picture import Panel
from clinic_app.services.exercises.figures import FigureService
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, row
from clinic_app.ui.common.progress_bar import ProgressBar
from clinic_app.ui.kiosk.big_button import BigButton
from clinic_app.ui.kiosk.pages import NumberPage, PlacePage, StopPage
from clinic_app.ui.kiosk.style import COLOURS, light_ground, words
from clinic_app.words import languages, own_names, wording_in

_SIDE, _NARROW_SIDE = 72, 28  # px at the edges
_NARROW, _SHORT, _TALL = 1100, 680, 760


class KioskScreen(QWidget):
    """Keeps the answers in memory until somebody takes ``answers``.

    ``answered``: ``answers`` changed; ``finished``: the last question was passed;
    ``stopped`` that the patient chose to stop. It writes nothing and knows no more of the patient
    than the visit holds.
    """

    answered = Signal()
    finished = Signal()
    stopped = Signal()

    def __init__(self, visit: KioskVisit, figures: FigureService, background: Background) -> None:
        super().__init__()
        light_ground(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._visit = visit
        self.language = visit.language
        self.answers: dict[str, Answer] = {}
        self._place = 0
        self._pictures: dict[str, tuple[Panel, ...]] = {}
        self._build()
        self._show()
        self._draw(figures, background)

    # --- parts -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._hello = words("")
        self._hello.setWordWrap(False)
        self._count = words("", 20, quiet=True)
        self._count.setWordWrap(False)
        self.switch = BigButton("", kind="text", icon="language", height=56)
        self.stop = BigButton("", kind="text", icon="x", height=56)
        self._bar = ProgressBar("", colours=COLOURS)
        self.numbers, self.places = NumberPage(), PlacePage()
        self.stopping = StopPage(go_on=self._show, stop=self.stopped)
        self._stack = QStackedWidget()
        for page in (self.numbers, self.places, self.stopping.widget):
            self._stack.addWidget(page)
        self.back = BigButton("", icon="chevron-left", on_click=self.go_back)
        self.skip = BigButton("", kind="text", on_click=self._skip)
        self.next = BigButton("", kind="primary", icon="arrow-right", leads=True, height=88)
        self._column = QVBoxLayout(self)
        centre = Qt.AlignmentFlag.AlignVCenter
        hello, count = (self._hello, 0, centre), (self._count, 0, centre)
        self._column.addLayout(row(hello, None, self.switch, self.stop, count, spacing=20))
        self._column.addWidget(self._bar)
        self._column.addWidget(self._stack, 1)
        self._foot = boxed(row(self.back, self.skip, None, self.next, spacing=20))
        self._column.addWidget(self._foot)
        self._connect()

    def _connect(self) -> None:
        self.numbers.answered.connect(self._answered)
        self.places.answered.connect(self._answered)
        self.switch.clicked.connect(self._switch_language)
        self.stop.clicked.connect(self._ask_to_stop)
        self.next.clicked.connect(self.go_on)

    def _draw(self, figures: FigureService, background: Background) -> None:
        """Have the pictures drawn while the first questions are read."""
        asked = questions(self._visit)
        if any(question.about is About.PLACE for question in asked):
            look = self._visit.look
            chart = partial(figures.body_chart, look)
            background.run(chart, self.places.chart.show_chart, self._no_picture, owner=self)
        for exercise in {q.exercise.item_id: q.exercise for q in asked if q.exercise}.values():
            background.run(
                partial(figures.panels, exercise.rung, self._visit.look),
                partial(self._add_picture, exercise.item_id),
                self._no_picture,
                owner=self,
            )

    def _add_picture(self, item_id: str, panels: tuple[Panel, ...]) -> None:
        self._pictures[item_id] = panels
        self._show_picture()

    def _no_picture(self, _error: Exception) -> None:
        """The question stands without it; the log says why."""

    # --- where we are ----------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        """The question shown now."""
        return self._asked()[self._place]

    def _asked(self) -> tuple[Question, ...]:
        return questions(self._visit, self.answers)

    def _show(self) -> None:
        """Show the question of the place we are at."""
        asked, wording = self._asked(), wording_in(self.language)
        self._place = min(self._place, len(asked) - 1)
        question = asked[self._place]
        page = self.places if question.about is About.PLACE else self.numbers
        page.show_question(question, self._visit, self.language, self.answers.get(question.id))
        self._show_picture()
        self._stack.setCurrentWidget(page)
        self._foot.show()
        counted = wording.pgettext(
            "kiosk", "Question {number} of {total}", number=self._place + 1, total=len(asked)
        )
        self._hello.setText(wording.pgettext("kiosk", "Hello {given}", given=self._visit.given))
        self._count.setText(counted)
        self._bar.show_step(self._place + 1, len(asked), counted)
        self.switch.rename(dict(own_names())[self._other])
        self.stop.rename(wording.pgettext("kiosk", "Stop"))
        self.back.rename(wording.pgettext("kiosk", "Back"))
        self.skip.rename(wording.pgettext("kiosk", "Skip this question"))
        done, more = wording.pgettext("kiosk", "Done"), wording.pgettext("kiosk", "Next")
        self.next.rename(done if self._place == len(asked) - 1 else more)
        self.back.setVisible(self._place > 0)
        self._update_next()
        self._focus()

    def _show_picture(self) -> None:
        exercise = self.question.exercise
        self.numbers.picture.show_panels(
            self._pictures.get(exercise.item_id, ()) if exercise else ()
        )
        self.numbers.fit()

    def _update_next(self) -> None:
        self.next.setEnabled(self.question.id in self.answers)

    def _focus(self) -> None:
        page = self._stack.currentWidget()
        first = page.first_focus() if isinstance(page, NumberPage | PlacePage) else None
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- answering -------------------------------------------------------------------------------

    def _answered(self, answer: Answer | None) -> None:
        if answer is None:
            self.answers.pop(self.question.id, None)
        else:
            self.answers[self.question.id] = answer
        self.answered.emit()
        self._update_next()

    def go_on(self) -> None:
        """The next question, or the end."""
        if self.question.id not in self.answers:
            return
        self._step()

    def _skip(self) -> None:
        self.answers.pop(self.question.id, None)
        self.answered.emit()
        self._step()

    def _step(self) -> None:
        if self._place + 1 < len(self._asked()):
            self._place += 1
            self._show()
        else:
            self.finished.emit()

    def go_back(self) -> None:
        """The question before."""
        if self._place:
            self._place -= 1
            self._show()

    @property
    def _other(self) -> str:
        """The language that comes after this one."""
        known = languages()
        return known[(known.index(self.language) + 1) % len(known)]

    def _switch_language(self) -> None:
        self.language = self._other
        self.stopping.show_in(self.language)
        if self._stack.currentWidget() is not self.stopping.widget:
            self._show()

    def _ask_to_stop(self) -> None:
        self.stopping.show_in(self.language)
        self._stack.setCurrentWidget(self.stopping.widget)
        self._foot.hide()
        self.stopping.back.setFocus()

    # --- keys and room ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter goes on, Backspace goes back; every other key does nothing."""
        page = self._stack.currentWidget()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held & ~Qt.KeyboardModifier.ShiftModifier or page is self.stopping.widget:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        elif page is self.numbers:
            self.numbers.tiles.type_key(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = _NARROW_SIDE if self.width() < _NARROW else _SIDE
        is_short = self.height() < _SHORT
        top = 6 if is_short else 32 if self.height() > _TALL else 16
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(6 if is_short else 16)
        for button in (self.switch, self.stop):
            button.set_height(44 if is_short else 56)
        for button in (self.back, self.skip):
            button.set_height(60 if is_short else 76)
        self.next.set_height(66 if is_short else 88)
