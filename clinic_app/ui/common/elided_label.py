"""A line of text that is cut with an ellipsis where the room ends; its tooltip has all of it."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.paint import elided
from clinic_app.ui.common.plain_label import Tone
from clinic_app.ui.common.theme import tokens


class ElidedLabel(QLabel):
    """Shows a person's text as it is, never as markup."""

    def __init__(
        self, text: str = "", *, size: int = BODY, bold: bool = False, tone: Tone = "ink"
    ) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(html.escape(text))
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + 3, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(min(80, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        elided(
            QPainter(self),
            self.rect().toRectF(),
            self.text(),
            face=self.font(),
            colour=tokens()[self._tone],
            align=self.alignment(),
        )
