"""Compare two weeks: two dates are typed, the answer stands below while they are."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import day_words, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.regional import Order
from clinic_app.domain.trend.trend import NOTHING_RATED, Trend
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.verdict_details import VerdictDetails
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import row
from clinic_app.ui.common.chips import VerdictChip
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.common.refresh import Latest
from clinic_app.words import N_, _

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 7,
    Qt.Key.Key_PageDown: -7,
}
_HINT = N_(
    "Each date is the last day of its week. Up and Down move it by a day, Page Up and Page Down by"
    " a week."
)


class _DayField(Field):
    """A typed date; the arrow keys move it. ``edited`` tells that it may be another one."""

    edited = Signal()

    def __init__(self, words: str, order: Order) -> None:
        super().__init__(words, longest=40)
        self._order = order
        self.edit.textChanged.connect(self._note)
        self.edit.editingFinished.connect(self._complain)
        self.edit.installEventFilter(self)

    def show_day(self, day: date) -> None:
        """Write another date."""
        self.edit.setText(day_words(day))

    def day(self) -> date | None:
        """The date as far as it can be read."""
        try:
            return parse_date(self.text(), self._order)
        except UserError:
            return None

    def _note(self, text: str) -> None:
        day = self.day()
        words = day_words(day) if day else ""
        self.set_error("")
        self.edit.set_note("" if words == text.strip() else words)
        self.edited.emit()

    def _complain(self) -> None:
        try:
            parse_date(self.text(), self._order)
        except UserError as error:
            self.set_error(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        by, day = _STEPS.get(Qt.Key(event.key())), self.day()
        if by is None or day is None:
            return False
        self.show_day(day + timedelta(days=by))
        return True


class CompareDialog(Dialog):
    """The week up to one date against the week up to another, by the rule of the region.

    It starts with the first week and the latest one. Nothing is kept.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
        *,
        site: str = "",
    ) -> None:
        super().__init__(_("Compare two dates"), width=520, parent=parent)
        self._pain = workspace.pain
        self._latest = Latest(background, self)
        self._patient_id = patient_id
        self._site = site
        order = workspace.staff.clinic().date_order
        self.before = _DayField(_("First week, up to"), order)
        self.after = _DayField(_("Second week, up to"), order)
        self.error = ErrorBar()
        self.verdict = VerdictChip(NOTHING_RATED)
        self.details = VerdictDetails(links=False)
        self._lay_out()
        for field in (self.before, self.after):
            field.edited.connect(self._compare)
        parts = {"before": self.before, "after": self.after}
        form = f"compare/{patient_id}"
        self.keep_typed(workspace.drafts, form, patient_id, parts, whole=False)
        pain = self._pain
        background.run(
            lambda: pain.trend(patient_id, site), self._suggest, self.error.show_error, owner=self
        )

    def _lay_out(self) -> None:
        dates = row(spacing=16)
        for field in (self.before, self.after):
            dates.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(dates)
        self.body.addWidget(label(_(_HINT), size=HINT, tone="second", wrap=True))
        self.body.addWidget(self.error)
        self._waiting = label(_("Type two dates."), size=SECOND_LINE, tone="second")
        self.body.addWidget(self._waiting)
        self.body.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.details)
        self._show_answer(None)
        close = self.add_button(_("Close"), kind="primary", key="Esc")
        close.clicked.connect(self.reject)
        self.before.edit.setFocus()

    def _suggest(self, trend: Trend) -> None:
        """The first week and the latest one, where nothing was typed meanwhile."""
        if not self.before.text() and trend.weeks:
            self.before.show_day(trend.weeks[0].last)
            self._not_typed("before")
        if not self.after.text() and trend.last_rated is not None:
            self.after.show_day(trend.last_rated)
            self._not_typed("after")
        self.before.edit.selectAll()

    def _not_typed(self, name: str) -> None:
        if self.draft_parts is not None:
            self.draft_parts.rest(name)

    def _compare(self) -> None:
        before, after = self.before.day(), self.after.day()
        if before is None or after is None:
            self._latest.drop()
            self._show_answer(None)
            return
        pain, patient_id, site = self._pain, self._patient_id, self._site

        self._latest.run(
            lambda: pain.compare(patient_id, before, after, site),
            self._show_answer,
            self.error.show_error,
        )

    def _show_answer(self, trend: Trend | None) -> None:
        self._waiting.setVisible(trend is None)
        self.verdict.setVisible(trend is not None)
        self.details.setVisible(trend is not None)
        if trend is not None:
            self.error.hide()
            self.verdict.set_trend(trend)
            self.details.show_trend(trend)
