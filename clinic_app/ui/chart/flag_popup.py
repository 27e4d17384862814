"""What a flag of the chart means: day, kind and everything that changed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.pain_chart import ChartAnnotation
from clinic_app.domain.progress.event import without_kind
from clinic_app.ui.chart.mark_painter import flag_picture
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.common.void_dialog import VOID
from clinic_app.words import _, ngettext

_WIDTH = 360
_MOST = 5  # flags of one label


def flag_popup(
    flags: Sequence[ChartAnnotation],
    parent: QWidget,
    *,
    void: Callable[[ChartAnnotation], None] | None,
) -> QFrame:
    """A small card, gone with Esc or a click beside it.

    ``void`` is called with the flag of an event that is an error, once the card is gone; None
    where nothing may be changed.
    """
    popup = QFrame(parent, Qt.WindowType.Popup)
    popup.setObjectName("card")
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    popup.setFixedWidth(_WIDTH)
    column = QVBoxLayout(popup)
    column.setContentsMargins(18, 14, 18, 14)
    column.setSpacing(6)

    def void_event(flag: ChartAnnotation) -> None:
        if void is not None:
            QTimer.singleShot(0, parent, partial(void, flag))
        popup.close()

    for number, flag in enumerate(flags[:_MOST]):
        if number:
            column.addWidget(rule())
        _add_words(column, flag, popup.devicePixelRatioF())
        if flag.event_id and void is not None:
            button = Button(_(VOID), kind="text", on_click=partial(void_event, flag))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
    if len(flags) > _MOST:
        more = ngettext(
            "{count} more: zoom in, or look at the table.",
            "{count} more: zoom in, or look at the table.",
            len(flags) - _MOST,
        )
        column.addWidget(label(more, size=HINT, tone="second"))
    popup.setAccessibleName(". ".join(map(_spoken, flags[:_MOST])))
    popup.setFixedHeight(column.totalHeightForWidth(_WIDTH))
    return popup


def open_at(popup: QFrame, place: QPoint) -> None:
    """Show beside a place of the screen, wholly on it; its first button has the keyboard."""
    screen = QGuiApplication.screenAt(place) or popup.screen()
    free = screen.availableGeometry().adjusted(8, 8, -8, -8)
    left = max(free.left(), min(place.x() + 8, free.right() - popup.width()))
    top = max(free.top(), min(place.y() + 12, free.bottom() - popup.height()))
    popup.move(left, top)
    popup.show()
    if button := popup.findChild(Button):
        button.setFocus()


def _add_words(column: QVBoxLayout, flag: ChartAnnotation, ratio: float) -> None:
    kind = kind_words(flag.kind)
    sign = label()
    sign.setPixmap(flag_picture(flag.kind, ratio))
    head = row(sign, label(kind, size=SECOND_LINE, tone="second"), None)
    head.addWidget(label(long_date(flag.day), size=SECOND_LINE, tone="second"))
    column.addLayout(head)
    for number, words in enumerate(flag.details or (without_kind(flag.text, kind),)):
        column.addWidget(label(words, bold=not number, wrap=True))


def _spoken(flag: ChartAnnotation) -> str:
    details = "; ".join(flag.details or (flag.text,))
    return f"{kind_words(flag.kind)}, {long_date(flag.day)}: {details}"
