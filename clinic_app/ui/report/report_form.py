"""What a report says: which days, to whom, on which paper, and the clinician's own findings."""

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clinic_app.domain.dates import parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, Paper
from clinic_app.services.progress.reports import LONGEST_FINDINGS, ReportOptions
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.ui.common.plain_label import HINT, label
from clinic_app.words import N_, _, ngettext

_WEEKS = timedelta(days=27)  # before today: four weeks with it
_FINDINGS_HIGH = 132


class Days(StrEnum):
    """Which days a report is of."""

    EPISODE = "episode"
    FOUR_WEEKS = "four_weeks"
    OWN = "own"


_DAYS = (
    (Days.EPISODE, N_("Whole episode")),
    (Days.FOUR_WEEKS, N_("Last 4 weeks")),
    (Days.OWN, N_("Own dates")),
)


class ReportForm(QWidget):
    """``edited`` after every change by a person; ``read`` gives the options once they are right."""

    edited = Signal()

    def __init__(self, clinic: Clinic, today: date) -> None:
        super().__init__()
        self._today = today
        self._order = clinic.date_order
        self.days: SegmentedControl[Days] = SegmentedControl(
            [(days, _(name)) for days, name in _DAYS], name=_("Days")
        )
        hint = _("1 Sep 2026 or {example}", example=self._order.example)
        self.first = Field(_("First day"), placeholder=hint, longest=40)
        self.last = Field(_("Last day"), placeholder=_("Today"), longest=40)
        self.recipient = Field(_("To (optional)"), placeholder=_("Alex Example, MD"))
        papers = ((Paper.LETTER, _("Letter")), (Paper.A4, "A4"))
        self.paper: SegmentedControl[Paper] = SegmentedControl(papers, name=_("Paper"))
        self.paper.select(clinic.paper)
        self.findings = QPlainTextEdit()
        self.findings.setAccessibleName(_("Findings and plan"))
        self.findings.setPlaceholderText(_("Printed as you write it"))
        self.findings.setTabChangesFocus(True)
        self._count = label(size=HINT, tone="bad")
        self._lay_out()
        self._connect()
        self._show_dates()

    def read(self) -> ReportOptions | None:
        """The options, or None with the reason beside the field that is wrong."""
        for field in (self.first, self.last, self.recipient):
            field.set_error("")
        first, last = self._first(), self._last()
        if self.first.edit.accessibleDescription() or self.last.edit.accessibleDescription():
            return None
        try:
            return ReportOptions(
                first=first,
                last=last,
                paper=self.paper.value(),
                recipient=self.recipient.text(),
                findings=self.findings.toPlainText(),
            )
        except UserError as error:
            if first is not None and last is not None and last < first:
                self.last.set_error(_("Before the first day."))
            elif not self._count.text():  # that the findings are too long is said below them
                self.recipient.set_error(error.what)
            return None

    @property
    def parts(self) -> dict[str, QWidget]:
        """Its fields, by the names of the report's options."""
        return {
            "days": self.days,
            "first": self.first,
            "last": self.last,
            "recipient": self.recipient,
            "findings": self.findings,
            "paper": self.paper,
        }

    def _first(self) -> date | None:
        if self.days.value() is Days.FOUR_WEEKS:
            return self._today - _WEEKS
        return self._date(self.first) if self.days.value() is Days.OWN else None

    def _last(self) -> date | None:
        return self._date(self.last) if self.days.value() is Days.OWN else None

    def _date(self, field: Field) -> date | None:
        if not field.text().strip():
            return None
        try:
            day = parse_date(field.text(), self._order)
        except UserError:
            field.set_error(_("Not a date."))  # the placeholder said how to write one
            return None
        if day > self._today:
            field.set_error(_("In the future."))
        return day

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._dates = boxed(row(*((day, 1, top) for day in (self.first, self.last)), spacing=12))
        findings = row()
        findings.addStrut(_FINDINGS_HIGH)  # the style's own least height is of one line
        findings.addWidget(self.findings)
        self._count.hide()
        lines = column(
            labelled(_("Days"), self.days),
            self._dates,
            self.recipient,
            label(_("Findings and plan"), bold=True),
            (findings, 1),
            self._count,
            labelled(_("Paper"), self.paper),
            spacing=14,
            margins=(4, 4, 8, 4),  # room for the ring around what has the focus
        )
        self.setLayout(lines)

    def _connect(self) -> None:
        self.days.changed.connect(self._show_dates)
        for signal in (
            self.days.changed,
            self.paper.changed,
            self.first.edit.textEdited,
            self.last.edit.textEdited,
            self.recipient.edit.textEdited,
            self.findings.textChanged,
        ):
            signal.connect(self._edited)

    def _edited(self) -> None:
        over = len(self.findings.toPlainText()) - LONGEST_FINDINGS
        many = ngettext(
            "{count} character too long",
            "{count} characters too long",
            over,
            count=format(over, ","),
        )
        self._count.setText(many if over > 0 else "")
        self._count.setVisible(over > 0)
        self.edited.emit()

    def _show_dates(self) -> None:
        own = self.days.value() is Days.OWN
        self._dates.setVisible(own)
        if own:
            self.first.edit.setFocus()
