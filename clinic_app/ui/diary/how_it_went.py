"""The small panel below the diary: how one exercise went on one day."""

from datetime import date

from PySide6.QtCore import Signal

from clinic_app.domain.dates import weekday_words
from clinic_app.domain.diary.diary import Diary, DiaryRow
from clinic_app.ui.common.card import Card
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.diary.box_grid import BoxGrid
from clinic_app.ui.diary.session_model import SessionModel, help_words
from clinic_app.words import _

NAMES, COLUMN = 220, 80


class HowItWent(Card):
    """``changed`` comes with every box; ``finished`` when the last one was filled in."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__(margin=12)
        self._title = label(size=SECOND_LINE, bold=True)
        self._help = label(size=HINT, tone="second")
        self.model = SessionModel(self)
        self.grid = BoxGrid(
            self.model, name=_("How it went"), names=NAMES, column=COLUMN, fixed=True, parent=self
        )
        self.grid.finished.connect(self.finished)
        self.grid.entered.connect(self.finished)
        self.grid.moved.connect(self._show_help)
        self.grid.refused.connect(self._help.setText)
        self.model.dataChanged.connect(lambda: self.changed.emit())
        for part in (self._title, self.grid, self._help):
            self.body.addWidget(part)
        self.hide()

    def show_exercise(self, diary: Diary, opened: Diary, row: DiaryRow, day: date) -> None:
        """Open on one exercise and day, at the first box after "done"."""
        self._title.setText(_("How it went on {day}", day=weekday_words(day)))
        self.model.show(diary, opened, day, (row,))
        self.grid.setFixedHeight(self.grid.sizeHint().height())
        self.show()
        self.grid.go(1, 2)
        self.grid.setFocus()

    def _show_help(self) -> None:
        self._help.setText(help_words(self.grid.currentIndex().column()))
