"""The keys of a table of boxes in one line, or why a key was not taken."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.card import row
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.plain_label import HINT, label
from clinic_app.ui.plan.key_cap import KeyCap


class KeyHints(QWidget):
    """``0-9 rating or times done   + ten   Space blank``."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = FlowLayout(self)
        for key, words in hints:
            part = QWidget()
            inner = row(KeyCap(key), label(words, size=HINT, tone="second"), spacing=5)
            inner.setContentsMargins(0, 0, 8, 0)
            part.setLayout(inner)
            line.addWidget(part)
        self.setAccessibleName(", ".join(f"{key}: {words}" for key, words in hints))
