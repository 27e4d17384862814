"""One row of a form: a control under its name."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.ui.common.plain_label import SECOND_LINE, label

_GAP = 6  # px between a name and its control


def labelled(words: str, control: QWidget, *, hint: str = "") -> QWidget:
    """``control`` below its name in bold, with a quiet ``hint`` under it.

    The name is the control's accessible name where it has none. A line to type in is a ``Field``,
    which has its name and a place for its error.
    """
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    title = label(words, bold=True)
    title.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(words)
    column.addWidget(title)
    column.addWidget(control)
    if hint:
        column.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
    return made
