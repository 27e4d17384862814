"""What somebody may not do stays in sight, greyed, and says why."""

import html

from PySide6.QtWidgets import QWidget


def grey(widget: QWidget, reason: str) -> None:
    """Disable ``widget`` with the reason as its tooltip and for screen readers.

    An empty reason takes tooltip and words away and leaves it to the caller whether the widget
    is enabled.
    """
    widget.setToolTip(html.escape(reason))
    widget.setAccessibleDescription(reason)
    if reason:
        widget.setEnabled(False)


def allow(refusal: str, *widgets: QWidget) -> None:
    """Enable ``widgets``, or grey them with the reason why they may not be used."""
    for widget in widgets:
        widget.setEnabled(True)
        grey(widget, refusal)
