"""Who came in, who left, and who tried: the newest lines of the trail about sign-ins."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from clinic_app.domain.dates import near_moment_words
from clinic_app.services.audit.trail import TrailLine
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, clear, row, rule
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, Tone, label
from clinic_app.words import _, pgettext

_TIME_WIDTH = 112


class SignInCard(Card):
    """A line each: when, and what. Wrong tries stand out, and not by their colour alone.

    ``all_requested`` asks for the audit trail.
    """

    all_requested = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self.all = Button(
            pgettext("the whole trail", "All"), kind="text", height=28, on_click=self.all_requested
        )
        self.all.setAccessibleName(_("All of the audit trail"))
        self.body.addLayout(
            row(label(_("Signed in and out"), size=SECTION, bold=True), None, self.all)
        )
        self.body.addLayout(self._lines)

    def show_lines(self, lines: Sequence[TrailLine]) -> None:
        """Show these, the newest first."""
        clear(self._lines)
        for place, line in enumerate(lines):
            is_wrong = line.row.action == "fail"
            when = label(near_moment_words(line.row.at, self._today()), size=SECOND_LINE)
            when.setFixedWidth(_TIME_WIDTH)
            tone: Tone = "caution" if is_wrong else "ink"
            said = label(line.told.sentence, size=SECOND_LINE, tone=tone, bold=is_wrong, wrap=True)
            if place:
                self._lines.addWidget(rule(), 2 * place, 0, 1, 2)
            self._lines.addWidget(when, 2 * place + 1, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(said, 2 * place + 1, 1)
