"""Fields to type in."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.services.unlock.passphrase import strength
from clinic_app.ui.common.buttons import IconButton
from clinic_app.ui.common.fields import ComboBox, Field, PasswordField, SearchField
from clinic_app.ui.common.new_passphrase import NewPassphrase
from clinic_app.ui.common.theme import Theme

GOOD = "quiet lantern orbit maple"


def _shown(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def test_an_error_appears_below_and_goes(theme: Theme, qtbot: QtBot) -> None:
    field = Field("Clinic name", icon="building")
    qtbot.addWidget(field)
    field.show()
    field.set_error("The name is missing.")
    assert _shown(field) == ["Clinic name", "The name is missing."]
    assert field.edit.accessibleDescription() == "The name is missing."
    field.set_error("")
    assert _shown(field) == ["Clinic name"]


def test_the_wheel_leaves_a_list_alone_that_has_not_the_keyboard(
    theme: Theme, qtbot: QtBot
) -> None:
    found, other = ComboBox(name="Region"), QLineEdit()
    found.addItems(["Hip", "Knee", "Neck"])
    box = QWidget()
    column = QVBoxLayout(box)
    column.addWidget(other)
    column.addWidget(found)
    qtbot.addWidget(box)
    qtbot.shown(box)
    other.setFocus()
    assert not _wheel(found).isAccepted()
    assert (found.currentText(), found.hasFocus()) == ("Hip", False)
    found.setFocus()
    assert _wheel(found).isAccepted()
    assert found.currentText() == "Knee"


def _wheel(on: QWidget) -> QWheelEvent:
    """One notch down over the middle of a widget."""
    middle = QPointF(on.rect().center())
    made = QWheelEvent(
        middle, on.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(on, made)
    return made


def test_the_eye_shows_and_hides(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField("Passphrase")
    qtbot.addWidget(field)
    qtbot.shown(field)
    qtbot.keyClicks(field.edit, "secret words")
    assert field.edit.displayText() != "secret words"
    eye = field.findChild(IconButton)
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.displayText() == "secret words"
    assert eye.accessibleName() == "Hide the passphrase"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_tab_goes_from_passphrase_to_passphrase_past_the_eye(theme: Theme, qtbot: QtBot) -> None:
    both = NewPassphrase(strength)
    qtbot.addWidget(both)
    qtbot.shown(both)
    both.first.edit.setFocus()
    qtbot.keyClicks(both.first.edit, GOOD)
    qtbot.keyClick(both.first.edit, Qt.Key.Key_Tab)
    assert both.focusWidget() is both.again.edit
    qtbot.keyClick(both.first.edit, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert both.first.edit.displayText() == GOOD


def test_capitals_without_shift_mean_caps_lock(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert "Caps Lock is on" not in _shown(field)
    qtbot.keyClick(field.edit, "A")
    assert "Caps Lock is on" in _shown(field)
    qtbot.keyClick(field.edit, "1")
    assert "Caps Lock is on" in _shown(field)
    qtbot.keyClick(field.edit, "a")
    assert "Caps Lock is on" not in _shown(field)


def test_escape_clears_a_search_and_tells(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(name="Find", key="Ctrl+K")
    qtbot.addWidget(field)
    qtbot.shown(field)
    qtbot.keyClicks(field, "hinge")
    with qtbot.waitSignal(field.cleared):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_passphrase_counts_once_it_is_strong_and_repeated(theme: Theme, qtbot: QtBot) -> None:
    part = NewPassphrase(strength)
    qtbot.addWidget(part)
    part.show()
    qtbot.keyClicks(part.first.edit, "abc")
    qtbot.keyClicks(part.again.edit, "abc")
    assert part.value() == ""
    part.first.edit.clear()
    part.again.edit.clear()
    qtbot.keyClicks(part.first.edit, GOOD)
    assert {"Strong", "Very strong"} & set(_shown(part))
    qtbot.keyClicks(part.again.edit, GOOD[:-2])
    assert part.again.edit.accessibleDescription() == "2 letters to go"
    assert part.value() == ""
    qtbot.keyClicks(part.again.edit, GOOD[-2:])
    assert part.value() == GOOD
    qtbot.keyClicks(part.again.edit, "x")
    assert part.value() == ""
    assert "This differs from the passphrase above." in _shown(part)


def test_one_eye_shows_both_fields(theme: Theme, qtbot: QtBot) -> None:
    part = NewPassphrase(strength)
    qtbot.addWidget(part)
    qtbot.shown(part)
    qtbot.mouseClick(part.first.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert part.first.edit.echoMode() is part.again.edit.echoMode() is QLineEdit.EchoMode.Normal
