"""Where the eye and the keyboard were on a screen: places of widgets, nothing that they show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

Steps = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ViewState:
    """``focus`` and ``scrolled`` name widgets by their way from the screen: child and class."""

    focus: Steps | None
    scrolled: tuple[tuple[Steps, int], ...]


def view_state(screen: QWidget) -> ViewState:
    """What can be found again later on a screen that is made alike."""
    # The stubs do not know that nothing may have the focus.
    focus = cast("QWidget | None", screen.window().focusWidget())
    inside = focus is not None and screen.isAncestorOf(focus)
    return ViewState(
        _steps(screen, focus) if focus is not None and inside else None,
        tuple(
            (_steps(screen, area), area.verticalScrollBar().value())
            for area in screen.findChildren(QAbstractScrollArea)
            if area.isVisible() and area.verticalScrollBar().value()
        ),
    )


def restore_view(screen: QWidget, state: ViewState) -> None:
    """Scroll and focus as it was, as far as the widgets are there again."""
    for steps, value in state.scrolled:
        area = _found(screen, steps)
        if isinstance(area, QAbstractScrollArea):
            area.verticalScrollBar().setValue(value)
    focus = _found(screen, state.focus) if state.focus is not None else None
    if focus is not None and focus.isVisible() and focus.isEnabled():
        focus.setFocus()


def _steps(screen: QWidget, widget: QWidget) -> Steps:
    return tuple(reversed(list(_upwards(screen, widget))))


def _upwards(screen: QWidget, widget: QWidget) -> Iterator[tuple[int, str]]:
    while widget is not screen:
        parent = widget.parentWidget()
        if parent is None:
            return
        yield _widgets(parent).index(widget), type(widget).__name__
        widget = parent


def _found(screen: QWidget, steps: Steps) -> QWidget | None:
    found = screen
    for place, kind in steps:
        inside = _widgets(found)
        if place >= len(inside) or type(inside[place]).__name__ != kind:
            return None
        found = inside[place]
    return found


def _widgets(parent: QWidget) -> list[QWidget]:
    return [child for child in parent.children() if isinstance(child, QWidget)]
