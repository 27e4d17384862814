"""Words that do not fit where they stand: found by measuring every control of a window.

A control that paints itself (``HoverPaint``, a delegate) cuts its words with ``paint.elided``:
that is watched instead.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from clinic_app.ui.common import paint
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.elided_label import ElidedLabel

_ROUNDING_PX = 2
_TEXT = QStyle.SubElement.SE_LineEditContents


def cut_words(window: QWidget) -> list[str]:
    """The texts of labels, buttons, lists and table heads that are wider or higher than there."""
    return [
        f"{type(part).__name__}: {text}"
        for part in (window, *window.findChildren(QWidget))
        if part.isVisible()
        for text in _cut(part)
    ]


def _cut(part: QWidget) -> Iterator[str]:
    if isinstance(part, QScrollArea):
        is_fixed = part.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if is_fixed and part.widget().width() > part.viewport().width() + _ROUNDING_PX:
            yield f"{part.widget().width()} px in {part.viewport().width()} of {part.parent()}"
    if isinstance(part, QLabel) and not isinstance(part, ElidedLabel) and part.text():
        room, wanted = part.size(), part.sizeHint()
        if part.wordWrap():
            is_cut = part.heightForWidth(room.width()) > room.height() + _ROUNDING_PX
        else:
            is_cut = wanted.width() > room.width() + _ROUNDING_PX
        if is_cut:
            yield part.text()
    elif isinstance(part, QAbstractButton) and not isinstance(part, HoverPaint) and part.text():
        if part.sizeHint().width() > part.width() + _ROUNDING_PX:
            yield part.text()
    elif isinstance(part, QLineEdit) and not part.text():
        words, frame = part.placeholderText(), QStyleOptionFrame()
        part.initStyleOption(frame)
        room = part.style().subElementRect(_TEXT, frame, part).marginsRemoved(part.textMargins())
        if part.fontMetrics().horizontalAdvance(words) > room.width() - 2 * _ROUNDING_PX:
            yield words
    elif isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = part.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, part)
        if part.fontMetrics().horizontalAdvance(part.currentText()) > room.width() + _ROUNDING_PX:
            yield part.currentText()
    elif isinstance(part, QHeaderView) and part.orientation() == Qt.Orientation.Horizontal:
        for index in range(part.count()):
            words = str(part.model().headerData(index, part.orientation()) or "")
            wanted = part.fontMetrics().horizontalAdvance(words) + _ROUNDING_PX
            if not part.isSectionHidden(index) and wanted > part.sectionSize(index):
                yield words


@contextmanager
def painted_words(monkeypatch: pytest.MonkeyPatch) -> Generator[set[str]]:
    """Fills the set with each text that is painted shorter than it is, while it lasts."""
    found: set[str] = set()

    class Metrics(QFontMetricsF):
        def elidedText(self, text: str, *rest: object, **named: object) -> str:
            shown = super().elidedText(text, *rest, **named)  # type: ignore[arg-type]
            if shown != text:
                found.add(text)
            return shown

    with monkeypatch.context() as patch:
        patch.setattr(paint, "QFontMetricsF", Metrics)
        yield found
