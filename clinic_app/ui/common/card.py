"""Surfaces to lay widgets on: the card, the thin rule, the scrolling page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


class Card(QFrame):
    """A white rounded surface with a vertical layout, ``body``."""

    def __init__(self, *, margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)

    def set_active(self, active: bool) -> None:
        """Mark the card that is being worked in with an accent border."""
        if bool(self.property("active")) != active:
            self.setProperty("active", active)
            self.style().unpolish(self)
            self.style().polish(self)


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between two parts of a card."""
    made = QFrame(parent)
    made.setObjectName("rule")
    return made


def row(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """A horizontal layout: widgets, gaps in px, and None for a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        else:
            made.addWidget(part)
    return made


def scrolling(page: QWidget) -> QScrollArea:
    """``page`` in an area that scrolls up and down, never sideways."""
    area = QScrollArea()
    page.setObjectName("page")
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def fill_centred(screen: QWidget, page: QWidget, *, widest: int) -> None:
    """Fill ``screen`` with a scrolling ``page`` in its middle, at most ``widest`` px wide."""
    page.setMaximumWidth(widest)
    holder = QWidget()
    middle = row(spacing=0)
    middle.addStretch(1)
    middle.addWidget(page, 1000)
    middle.addStretch(1)
    holder.setLayout(middle)
    whole = QVBoxLayout(screen)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scrolling(holder))
