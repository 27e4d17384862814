"""A page in the place of the whole window: what happened, and what can be done about it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.clock import ClockDoubt
from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import Card, fold, rule
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import CARD_NAME, PAGE, label
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.words import N_, _, pgettext

_WIDTH = 680
_TWO_COLUMNS = 1000  # px of a page with two columns from which they stand side by side
_CLOCK = N_("Ratings, plans and handouts carry this date. A wrong one cannot be mended later.")
_MOVED = N_(
    "It is used on another computer. What is written here now is missing there, and nothing brings"
    " the two together again."
)
_GO_ON = N_("The other computer is not used. It is noted in the audit trail.")


class ChoicePage(QWidget):
    """``rows`` are the choices by name, in their order; the first one has the keyboard.

    ``error`` shows why something could not be done. ``columns`` fold
    below each other in a narrow window; ``loss`` asks for the passphrase that accepts one.
    """

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.rows: dict[str, ActionRow] = {}
        self.error = ErrorBar()
        self.columns: QBoxLayout | None = None
        self.loss: AcceptLoss | None = None

    def add_rows(self, card: Card, rows: Mapping[str, ActionRow]) -> None:
        """More choices at the end of ``card``, with a rule between all of them."""
        for name, one in rows.items():
            if self.rows:
                card.body.addWidget(rule())
            self.rows[name] = one
            card.body.addWidget(one.widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.columns is not None:
            fold(self.columns, when=self.width() < _TWO_COLUMNS)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        next(iter(self.rows.values())).button.setFocus()


def clock_page(doubt: ClockDoubt) -> ChoicePage:
    """``wrong`` and ``right``: whether the date of this computer is right, before it is used."""
    hint = _("Locks the clinic. Set the date of the computer, then unlock again.")
    rows = {
        "wrong": ActionRow("clock", _("It is wrong"), hint, _("No, lock"), advised=True),
        "right": ActionRow("circle-check", _("It is right"), _("Go on with it."), _("Yes, go on")),
    }
    return _question(doubt.question, " ".join((doubt.reason, _(_CLOCK))), rows)


def moved_page(at: datetime, *, refusal: str = "") -> ChoicePage:
    """``look`` at a clinic that was moved to another computer, or ``go_on`` here after all.

    ``refusal`` says why this person may not go on.
    """
    look = _("Shows everything as it was then. Nothing can be changed.")
    rows = {
        "look": ActionRow(
            "eye", _("Open only to look"), look, pgettext("see it", "Look"), advised=True
        ),
        "go_on": ActionRow(
            "arrow-back-up", _("Go on here after all"), _(_GO_ON), _("Go on here"), why_not=refusal
        ),
    }
    title = _(
        "This clinic was moved on {day}, {time}", day=day_words(at.date()), time=format(at, "%H:%M")
    )
    return _question(title, _(_MOVED), rows)


def _question(title: str, hint: str, rows: Mapping[str, ActionRow]) -> ChoicePage:
    page = ChoicePage(f"{title} {hint}")
    card = Card(margin=32)
    card.setFixedWidth(_WIDTH)
    card.body.addWidget(label(title, size=PAGE, bold=True, wrap=True))
    card.body.addWidget(label(hint, tone="second", wrap=True))
    card.body.addSpacing(8)
    page.add_rows(card, rows)
    card.body.addWidget(page.error)
    _centre(page, 28, card)
    return page


def working_page(words: str, hint: str) -> QWidget:
    """``words`` say what takes the whole window's time, ``hint`` what is safe meanwhile."""
    page = QWidget()
    page.setAccessibleName(f"{words} {hint}")
    _centre(page, 24, label(words, size=CARD_NAME, bold=True), label(hint, tone="second"))
    return page


def _centre(page: QWidget, gap: int, *parts: QWidget) -> None:
    """The wordmark with these parts below it, a little above the middle of the page."""
    whole = QVBoxLayout(page)
    whole.addStretch(4)
    whole.addWidget(wordmark())
    whole.addSpacing(gap)
    for part in parts:
        whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    whole.addStretch(5)
