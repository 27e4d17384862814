"""The product's mark with its name, as it stands on the screens without a rail."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import label


def wordmark(size: int = 36) -> QWidget:
    """The stairs and the word Handrail, ``size`` px high letters."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    line.addStretch(1)
    line.addWidget(IconLabel("mark", tone="accent", size=size + 6))
    line.addWidget(label("Handrail", size=size, bold=True))
    line.addStretch(1)
    return made
