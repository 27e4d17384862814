"""The notices can be read and searched with the keyboard alone."""

from PySide6.QtCore import Qt

from clinic_app.ui.common.theme import Theme
from clinic_app.ui.settings.notices_dialog import NoticesDialog
from tests.hands import Hands


def test_words_are_found_one_place_after_the_other(theme: Theme, qtbot: Hands) -> None:
    dialog = NoticesDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.search, "zetetic")
    first = dialog.text.textCursor()
    assert first.selectedText() == "Zetetic"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.text.textCursor().position() > first.position()
    for _ in range(dialog.text.toPlainText().lower().count("zetetic") - 1):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.text.textCursor().position() == first.position()
    assert dialog.isVisible()  # Enter searches; it closes nothing


def test_what_is_not_there_is_said(theme: Theme, qtbot: Hands) -> None:
    dialog = NoticesDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.search, "marmalade")
    assert dialog.search.accessibleDescription() == "not found"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.search.accessibleDescription() == ""
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
