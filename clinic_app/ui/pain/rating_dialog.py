"""Add a rating that was not given just now: yesterday's average, last week's worst."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QDateEdit, QTimeEdit, QVBoxLayout, QWidget

from clinic_app.domain.body_chart import REGIONS, region_named
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainRating, Series
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.pain.pain_row import PainRow, score_part


class RatingDialog(Dialog):
    """Series, score, date, time, place and context. A digit and Enter keep today's average.

    ``site`` is the place offered first. After ``accept`` the rating is kept, and ``entry`` is it.
    """

    def __init__(
        self,
        workspace: Workspace,
        patient_id: str,
        parent: QWidget | None = None,
        *,
        site: str = "",
    ) -> None:
        super().__init__("Add a rating", width=540, parent=parent)
        self._workspace = workspace
        self._patient_id = patient_id
        self.entry: PainRating | None = None
        self.error = ErrorBar()
        options = [(series, series.label) for series in Series]
        self.series: SegmentedControl[Series] = SegmentedControl(options, name="Series")
        self.score = PainRow(name="Score, 0 to 10", keeps=True)
        self.score.picked.connect(self._offer)
        now = workspace.now()
        self.date = QDateEdit(_qdate(now))
        self.date.setMaximumDate(_qdate(now))
        self.date.setDisplayFormat("d MMM yyyy")
        self.date.setAccessibleName("Date")
        self.time = QTimeEdit(QTime(now.hour, now.minute))
        self.time.setDisplayFormat("HH:mm")
        self.time.setAccessibleName("Time")
        leave_wheel_to_page(self.date)
        leave_wheel_to_page(self.time)
        self.site = _places(workspace.pain.sites(patient_id), site)
        self.context = Field("Context (optional)", placeholder="After a long drive")
        self._lay_out(now)
        self._offer()
        self.score.focus_number_entry()
        self._keep_typed()

    def _keep_typed(self) -> None:
        parts = {
            "series": self.series,
            "score": score_part(self.score),
            "date": self.date,
            "time": self.time,
            "site": self.site,
            "context": self.context,
        }
        form = f"rating/{self._patient_id}"
        self.keep_typed(self._workspace.drafts, form, self._patient_id, parts)

    def _lay_out(self, now: datetime) -> None:
        self.body.addWidget(self.error)
        self.body.addWidget(self.series)
        self.body.addLayout(_under("Score, 0 to 10, up is worse", self.score))
        today, yesterday = Button("Today"), Button("Yesterday")
        today.clicked.connect(lambda: self.date.setDate(_qdate(now)))
        yesterday.clicked.connect(lambda: self.date.setDate(_qdate(now - timedelta(days=1))))
        for edit, width in ((self.date, 150), (self.time, 96)):
            edit.setMinimumWidth(width)
            edit.lineEdit().setTextMargins(8, 0, 0, 0)
        when = row(self.date, self.time, 4, today, yesterday, None)
        whole = QVBoxLayout()
        whole.setSpacing(6)
        whole.addWidget(label("Date and time", bold=True))
        whole.addLayout(when)
        self.body.addLayout(whole)
        self.body.addLayout(_under("Where", self.site))
        self.body.addWidget(self.context)
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.save = self.add_button("Add the rating", kind="primary", key="Enter")
        self.save.clicked.connect(self._save)

    def _offer(self) -> None:
        self.save.setEnabled(self.score.last is not None)

    def _save(self) -> None:
        score = self.score.last
        if score is None:
            return
        try:
            self.entry = self._workspace.pain.record(
                self._patient_id,
                score,
                series=self.series.value(),
                at=self._at(),
                context=self.context.text(),
                site=str(self.site.currentData()),
            )
        except UserError as error:
            self.error.show_error(error)
            return
        self.accept()

    def _at(self) -> datetime:
        """The moment chosen, in this computer's time zone on that day."""
        day, moment = self.date.date(), self.time.time()
        parts = (day.year(), day.month(), day.day(), moment.hour(), moment.minute())
        return datetime(*parts).astimezone()  # local time is what was meant


def _places(rated: Sequence[str], chosen: str) -> ComboBox:
    """What is treated first, then the places rated before, then the rest of the body chart."""
    found = ComboBox(name="Where")
    found.addItem("What is treated", "")
    others = [region.id for region in REGIONS if region.id not in rated]
    for site in (*filter(None, rated), *others):
        name = region_named(site).name("en")
        found.addItem(name[:1].upper() + name[1:], site)
    found.setCurrentIndex(max(0, found.findData(chosen)))
    return found


def _qdate(moment: datetime) -> QDate:
    return QDate(moment.year, moment.month, moment.day)


def _under(words: str, part: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label(words, bold=True))
    column.addWidget(part)
    return column
