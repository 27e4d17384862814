"""The keys of a table of boxes in one line."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.card import boxed, row
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.key_cap import KeyCap
from clinic_app.ui.common.plain_label import HINT, label
from clinic_app.words import Message, _


def key_hints(hints: Sequence[tuple[str, Message]]) -> QWidget:
    """``0-9 rating or times done   + ten   Space blank``."""
    made = QWidget()
    line = FlowLayout(made)
    for key, words in hints:
        parts = (KeyCap(key), label(_(words), size=HINT, tone="second"))
        line.addWidget(boxed(row(*parts, spacing=5, margins=(0, 0, 8, 0))))
    made.setAccessibleName(", ".join(f"{key}: {_(words)}" for key, words in hints))
    return made
