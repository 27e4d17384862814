"""What a flag of the chart means: day, kind and everything that changed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import long_date
from clinic_app.domain.pain_chart import PlanFlag
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.common.void_dialog import VOID
from clinic_app.ui.pain.mark_painter import flag_picture

_WIDTH = 360
_MOST = 5  # flags of one label


class FlagPopup(QFrame):
    """A small card, gone with Esc or a click beside it; ``void_requested`` carries the flag."""

    void_requested = Signal(object)

    def __init__(self, flags: Sequence[PlanFlag], *, may_void: bool, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.void_buttons: list[Button] = []
        self._may_void = may_void
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        for number, flag in enumerate(flags[:_MOST]):
            if number:
                column.addWidget(rule())
            self._add(column, flag)
        if len(flags) > _MOST:
            more = f"{len(flags) - _MOST} more: zoom in, or look at the table."
            column.addWidget(label(more, size=HINT, tone="second"))
        self.setAccessibleName(". ".join(map(_spoken, flags[:_MOST])))
        self.setFixedHeight(column.totalHeightForWidth(_WIDTH))

    def _add(self, column: QVBoxLayout, flag: PlanFlag) -> None:
        kind, day = kind_words(flag.kind), long_date(flag.day)
        sign = label()
        sign.setPixmap(flag_picture(flag.kind, self.devicePixelRatioF()))
        head = row(sign, label(kind, size=SECOND_LINE, tone="second"), None)
        head.addWidget(label(day, size=SECOND_LINE, tone="second"))
        column.addLayout(head)
        told = flag.text.removeprefix(f"{kind}: ")
        for number, words in enumerate(flag.details or (told,)):
            column.addWidget(label(words, bold=not number, wrap=True))
        if flag.event_id and self._may_void:
            void = Button(VOID, kind="text", on_click=partial(self._void, flag))
            self.void_buttons.append(void)
            column.addWidget(void, 0, Qt.AlignmentFlag.AlignRight)

    def _void(self, flag: PlanFlag, _checked: bool = False) -> None:
        self.void_requested.emit(flag)
        self.close()

    def open_at(self, place: QPoint) -> None:
        """Show beside a place of the screen, wholly on it."""
        screen = QGuiApplication.screenAt(place) or self.screen()
        free = screen.availableGeometry().adjusted(8, 8, -8, -8)
        left = max(free.left(), min(place.x() + 8, free.right() - self.width()))
        top = max(free.top(), min(place.y() + 12, free.bottom() - self.height()))
        self.move(left, top)
        self.show()
        if self.void_buttons:
            self.void_buttons[0].setFocus()


def _spoken(flag: PlanFlag) -> str:
    details = "; ".join(flag.details or (flag.text,))
    return f"{kind_words(flag.kind)}, {long_date(flag.day)}: {details}"
