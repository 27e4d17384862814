"""The parts of a form whose contents are kept as a draft: what differs from how it began."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import Field


class ChangeSignal(Protocol):
    """A signal of a part: that a person may have changed it."""

    def connect(self, slot: Callable[..., object], /) -> object: ...


class Part:
    """How one part is read as a JSON value and put back, and what tells that it changed."""

    def __init__(
        self, read: Callable[[], Any], put: Callable[[Any], object], *changes: ChangeSignal
    ) -> None:
        self.read, self.put, self.changes = read, put, changes


class DraftParts:
    """Parts by name. ``changed`` is what differs from the start, or from the last ``rest``.

    A ``whole`` form is kept with all its parts as soon as one differs: today's date, say, is part
    of what was meant.
    """

    def __init__(self, parts: Mapping[str, QWidget | Part], *, whole: bool = True) -> None:
        self._whole = whole
        self._parts = {
            name: part if isinstance(part, Part) else part_of(part) for name, part in parts.items()
        }
        self._first: dict[str, Any] = {}
        self.rest()

    def rest(self, *names: str) -> None:
        """What these parts (or all) hold now was not typed: it counts as the start."""
        self._first |= {name: self._parts[name].read() for name in names or self._parts}

    def listen(self, touched: Callable[[], object]) -> None:
        """Call ``touched`` whenever a person may have changed a part."""
        for part in self._parts.values():
            for signal in part.changes:
                signal.connect(lambda *_: touched())

    def changed(self) -> dict[str, Any]:
        """What was typed or chosen, by the name of the part."""
        now = {name: part.read() for name, part in self._parts.items()}
        differing = {n: value for n, value in now.items() if value != self._first.get(n)}
        return now if differing and self._whole else differing

    def put(self, content: Mapping[str, Any]) -> None:
        """Type it again; parts that the content does not name stay as they are."""
        for name, part in self._parts.items():
            if name in content:
                part.put(content[name])


def part_of(widget: QWidget) -> Part:
    """How a common control is read and put back, telling of it as when a person does it."""
    if isinstance(widget, Field):
        return _line(widget.edit)
    if isinstance(widget, QLineEdit):
        return _line(widget)
    if isinstance(widget, QPlainTextEdit):
        return Part(widget.toPlainText, widget.setPlainText, widget.textChanged)
    if isinstance(widget, SegmentedControl):
        return _segments(widget)
    is_list = isinstance(widget, QComboBox)
    if is_list:
        return _list(widget)
    is_moment = isinstance(widget, QTimeEdit | QDateEdit)
    if is_moment:
        return _moment(widget)
    is_number = isinstance(widget, QSpinBox)
    if is_number:
        return Part(widget.value, widget.setValue, widget.valueChanged)
    raise TypeError(f"no draft of a {type(widget).__name__}")


def _line(edit: QLineEdit) -> Part:
    def put(text: str) -> None:
        edit.setText(text)
        edit.textEdited.emit(edit.text())

    return Part(edit.text, put, edit.textChanged)


def _segments(control: SegmentedControl[Any]) -> Part:
    def put(value: str) -> None:
        found = [known for known in control.values if str(known) == value]
        if found:
            control.select(found[0])
            control.changed.emit(found[0])

    return Part(lambda: str(control.value()), put, control.changed)


def _list(box: QComboBox) -> Part:
    def read() -> str:
        data = box.currentData()
        return box.currentText() if data is None else str(data)

    def put(value: str) -> None:
        rows = range(box.count())
        found = [n for n in rows if value in (str(box.itemData(n)), box.itemText(n))]
        if found:
            box.setCurrentIndex(found[0])

    return Part(read, put, box.currentIndexChanged)


def _moment(edit: QDateEdit | QTimeEdit) -> Part:
    iso = Qt.DateFormat.ISODate
    is_time = isinstance(edit, QTimeEdit)
    if is_time:
        return Part(
            lambda: edit.time().toString(iso),
            lambda value: edit.setTime(QTime.fromString(value, iso)),
            edit.timeChanged,
        )
    return Part(
        lambda: edit.date().toString(iso),
        lambda value: edit.setDate(QDate.fromString(value, iso)),
        edit.dateChanged,
    )
