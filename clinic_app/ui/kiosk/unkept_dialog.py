"""Answers from the kiosk that could not be saved: try again, or read them and let them go."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.diary import kiosk_words
from clinic_app.domain.diary.kiosk import Answer, Answers, KioskVisit, Question, questions
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.services.diary.kiosk import KioskService
from clinic_app.services.diary.kiosk_drafts import KioskAnswers
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.words import _, interface

_MOST_HEIGHT = 320


class UnkeptDialog(Dialog):
    """Shows every answer. ``saved``: they are saved now; ``let_go``: they are thrown away.

    Esc leaves them for later.
    """

    saved = Signal()
    let_go = Signal()

    def __init__(
        self,
        kiosk: KioskService,
        given: KioskAnswers,
        error: UserError,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Answers from the kiosk are not saved"), width=620, parent=parent)
        visit, at = given.visit, given.at
        self._save = partial(kiosk.keep, visit, given.answers, at=at)
        words = _(
            "{given}, {day} {time}. They are kept as a draft.",
            given=visit.given,
            day=day_words(at.date()),
            time=format(at, "%H:%M"),
        )
        self.body.addWidget(label(words, tone="second", wrap=True))
        self.error = ErrorBar()
        self.error.show_error(error)
        self.body.addWidget(self.error)
        page = QWidget()
        lines = QVBoxLayout(page)
        for line in answer_lines(visit, given.answers):
            lines.addWidget(label(line, wrap=True))
        area = scrolling(page)
        area.setMaximumHeight(_MOST_HEIGHT)
        self.body.addWidget(area)
        self.add_button(_("Throw away"), kind="danger", on_click=self._let_go)
        self.add_button(_("Later"), key="Esc", on_click=self.reject)
        self.again = self.add_button(
            _("Try again"), kind="primary", key="Enter", on_click=self._try
        )

    def _try(self) -> None:
        self.submit(self._save, lambda _: self.saved.emit())

    def _let_go(self) -> None:
        self.let_go.emit()
        self.accept()


def answer_lines(visit: KioskVisit, answers: Answers) -> list[str]:
    """Each question that was answered, in the language of the interface, with its answer."""
    return [
        f"{_asked(question, visit)} {_said(question, answers[question.id])}"
        for question in questions(visit, answers)
        if question.id in answers
    ]


def _asked(question: Question, visit: KioskVisit) -> str:
    language = interface().language
    topic = kiosk_words.topic_of(question, language)
    asked = kiosk_words.asked(question, visit, language)
    return f"{topic}: {asked}" if topic else asked


def _said(question: Question, answer: Answer) -> str:
    if isinstance(answer, int):
        return kiosk_words.number_words(question, answer)
    language = interface().language
    return ", ".join(region_named(name).name(language) for name in answer) or _("nowhere")
