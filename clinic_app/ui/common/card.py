"""Surfaces to lay widgets on: the card, the thin rule, the scrolling page."""

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


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


Piece: TypeAlias = (
    QWidget
    | QLayout
    | int
    | tuple[QWidget | QLayout, int]
    | tuple[QWidget, int, Qt.AlignmentFlag]
    | None
)
Margins: TypeAlias = tuple[int, int, int, int]
B = TypeVar("B", bound=QBoxLayout)


def row(*parts: Piece, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout: widgets, layouts, gaps in px, and None for a stretch.

    A widget may come with its stretch and its alignment: ``(widget, 0, AlignTop)``.
    """
    return _filled(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Piece, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical layout of the same; ``spacing`` -1 is the style's own."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def _filled(made: B, parts: Iterable[Piece], spacing: int, margins: Margins) -> B:
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    for piece in parts:
        if piece is None:
            made.addStretch(1)
        elif isinstance(piece, int):
            made.addSpacing(piece)
        elif not isinstance(piece, tuple):
            _add(made, piece, 0)
        elif len(piece) == 3:
            made.addWidget(*piece)
        else:
            _add(made, *piece)
    return made


def _add(made: QBoxLayout, part: QWidget | QLayout, stretch: int) -> None:
    if isinstance(part, QLayout):
        made.addLayout(part, stretch)
    else:
        made.addWidget(part, stretch)


def boxed(layout: QLayout) -> QWidget:
    """A plain widget with this layout, to hide, to disable or to scroll."""
    made = QWidget()
    made.setLayout(layout)
    return made


def page_head(*parts: Piece, spacing: int = 8, margins: Margins = (24, 0, 24, 0)) -> QFrame:
    """The head of a screen, with these parts in a line."""
    made = QFrame()
    made.setObjectName("header")
    made.setFixedHeight(60)
    made.setLayout(row(*parts, spacing=spacing, margins=margins))
    return made


def fold(parts: QBoxLayout, *, when: bool) -> None:
    """Lay parts below each other where there is no room for them side by side."""
    ways = QBoxLayout.Direction
    parts.setDirection(ways.TopToBottom if when else ways.LeftToRight)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def scrolling(page: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """``page`` in an area that scrolls up and down, never sideways."""
    area = QScrollArea(parent)
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
