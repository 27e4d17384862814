"""A date to pick: today by default, never one to come."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.words import _, interface


class DayEdit(QDateEdit):
    """Shows ``22 Nov 2026``, or in the ``form`` of Qt's; ``today`` is the latest.

    Arrows and typing change it.
    """

    def __init__(
        self,
        today: date,
        *,
        name: str = "",
        form: str = "d MMM yyyy",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_qdate(today), parent)
        self.setLocale(QLocale(interface().locale))  # the names of months
        self.setMaximumDate(_qdate(today))
        self.setDisplayFormat(form)
        self.setAccessibleName(name or _("Date"))
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


def near_days(edit: DayEdit, today: date) -> tuple[Button, Button]:
    """Buttons for today and yesterday."""
    yesterday = today - timedelta(days=1)
    return (
        Button(_("Today"), on_click=lambda: edit.set_day(today)),
        Button(_("Yesterday"), on_click=lambda: edit.set_day(yesterday)),
    )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
