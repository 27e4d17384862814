"""Which two weeks are shown, and the way to those before and after."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.diary.diary import DIARY_DAYS
from clinic_app.services.diary.diary import DiaryPeriod
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.words import _, pgettext

_GRID = timedelta(days=DIARY_DAYS)


def usual(periods: Sequence[DiaryPeriod], today: date) -> date:
    """The first day of the grid that a patient brings back today.

    It is the newest that was printed before today; an old one goes on in steps of two weeks.
    """
    before = [p.first for p in periods if p.first < today]
    first = max(before) if before else max(p.first for p in periods)
    return first if today < first + 2 * _GRID else first + (today - first) // _GRID * _GRID


def before(periods: Sequence[DiaryPeriod], first: date) -> date:
    """The grid before one: of the last printed paper that goes on to there."""
    printed = [p.first for p in periods if p.first < first]
    if not printed:
        return first - _GRID
    last = max(printed)
    return last + (first - last - timedelta(days=1)) // _GRID * _GRID


def after(periods: Sequence[DiaryPeriod], first: date, today: date) -> date | None:
    """The grid after one: the next printed, or the two weeks that follow; None for days to come."""
    found = min([p.first for p in periods if p.first > first] + [first + _GRID])
    return found if found <= today else None


def span_words(first: date, today: date) -> str:
    """``29 Oct to 11 Nov``."""
    last = first + _GRID - timedelta(days=1)
    shown = today if last.year == today.year else None
    return pgettext(
        "days",
        "{first} to {last}",
        first=day_words(first, today=last),
        last=day_words(last, today=shown),
    )


class PeriodBar(QWidget):
    """``requested`` carries the first day of the grid to show."""

    requested = Signal(object)

    def __init__(self, who: str) -> None:
        super().__init__()
        self._who = who
        self._days = label(size=SECTION, bold=True)
        self._about = label(size=SECOND_LINE, tone="second")
        self.back = Button("", icon="chevron-left")
        self.on = Button("", icon="chevron-right")
        self._targets: dict[Button, date | None] = {}
        for button in (self.back, self.on):
            button.clicked.connect(lambda _=False, b=button: self._go(b))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._days)
        words.addWidget(self._about)
        self.line = row(spacing=12)
        self.setLayout(self.line)
        self.line.addLayout(words)
        self.line.addStretch(1)
        self.line.addWidget(self.back)
        self.line.addWidget(self.on)

    def show_period(self, first: date, periods: Sequence[DiaryPeriod], today: date) -> None:
        """Name the days, and those the buttons lead to."""
        printed = any(p.first == first and p.printed for p in periods)
        if printed:
            how = _("printed {day}", day=day_words(first, today=today))
        else:
            how = _("no paper of these days")
        self._days.setText(span_words(first, today))
        self._about.setText(f"{self._who} · {how}")
        self.setAccessibleName(f"{self._days.text()}, {how}")
        earlier, later = before(periods, first), after(periods, first, today)
        self._targets = {self.back: earlier, self.on: later}
        self.back.rename(_("From {day}", day=day_words(earlier, today=today)))
        self.on.rename(_("From {day}", day=day_words(later or first, today=today)))
        self.on.setVisible(later is not None)

    def _go(self, button: Button) -> None:
        target = self._targets.get(button)
        if target is not None:
            self.requested.emit(target)
