"""A date to pick: today by default, never one to come."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from clinic_app.ui.common.calm_wheel import leave_wheel_to_page


class DayEdit(QDateEdit):
    """Shows ``22 Nov 2026``; arrows and typing change it, ``today`` is the latest."""

    def __init__(self, today: date, *, name: str = "Date", parent: QWidget | None = None) -> None:
        super().__init__(_qdate(today), parent)
        self.setMaximumDate(_qdate(today))
        self.setDisplayFormat("d MMM yyyy")
        self.setAccessibleName(name)
        leave_wheel_to_page(self)
        self.setMinimumWidth(150)
        self.lineEdit().setTextMargins(8, 0, 0, 0)

    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(_qdate(day))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
