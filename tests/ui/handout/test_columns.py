"""The list of what was printed before."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.ui.handout.columns import LeftColumn


def handout(day: datetime, pages: int) -> IssuedHandout:
    return IssuedHandout("h", "p", day, "c", Paper.A4, pages, {}, "0" * 64)


def test_a_row_is_the_handout_and_says_when_and_how_long(qapp: QApplication) -> None:
    first = handout(datetime(2026, 11, 12, 10, 42, tzinfo=UTC), 2)
    second = handout(datetime(2025, 10, 29, 9, 5, tzinfo=UTC), 1)
    left = LeftColumn(scroll_to=print, open_handout=print, reprint=print)
    left.show_printed([first, second], today=date(2026, 11, 20))
    model = left.printed.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    assert [r.data(Qt.ItemDataRole.UserRole) for r in rows] == [first, second]
    assert [r.data() for r in rows] == ["12 Nov, 2 pages", "29 Oct 2025, 1 page"]
    told = rows[0].data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Printed on 12 Nov 2026 at 10:42, 2 pages"
