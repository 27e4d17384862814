"""Dialogs: what they say, and what Enter and Esc mean."""

from contextlib import AbstractContextManager
from threading import Event

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import NotFound
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.commands import KeyHint
from clinic_app.ui.common.dialogs import Dialog, confirm, show_error
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.keys_sheet import KeysSheet
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.theme import Theme


def _pressing(key: Qt.Key, seen: list[str]) -> AbstractContextManager[object]:
    """Note the words of the dialog that opens, and press a key in it."""

    def press(dialog: QDialog) -> None:
        seen.append(dialog.windowTitle())
        seen.extend(part.text() for part in dialog.findChildren(QLabel))
        hands.keyClick(dialog, key)

    return hands.answering(press)


@pytest.mark.parametrize(("key", "agreed"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_enter_agrees_and_escape_does_not(
    theme: Theme, qtbot: QtBot, key: Qt.Key, agreed: bool
) -> None:
    seen: list[str] = []
    with _pressing(key, seen):
        answer = confirm(
            None, title="Archive Otto <i>Example</i>?", text="It can be undone.", yes="Yes"
        )
    assert answer is agreed
    assert seen == ["Handrail", "Archive Otto <i>Example</i>?", "It can be undone."]


def test_enter_never_agrees_to_what_takes_something_away(theme: Theme, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        with _pressing(key, []):
            assert not confirm(None, title="Remove the login?", yes="Remove login", danger=True)
    with hands.answering(lambda d: _click(d, "Remove login")):
        assert confirm(None, title="Remove the login?", yes="Remove login", danger=True)


def _click(dialog: QDialog, words: str) -> None:
    next(b for b in dialog.findChildren(Button) if b.text() == words).click()


def test_a_dialog_grows_so_that_every_line_shows(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog("Title", width=300)
    qtbot.addWidget(dialog)
    field = Field("Name")
    dialog.body.addWidget(field)
    dialog.show()
    text = label("One sentence that is far too long for a single line here. " * 5, wrap=True)
    dialog.body.addWidget(text)
    text.show()
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()) > 40)
    assert field.height() >= field.minimumSizeHint().height()


def test_a_dialog_is_never_taller_than_the_screen(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog("Title", width=300)
    qtbot.addWidget(dialog)
    fields = [Field(f"Name {n}") for n in range(30)]
    for field in fields:
        dialog.body.addWidget(field)
    dialog.add_buttons("Save", dialog.accept)
    fields[0].edit.setFocus()
    dialog.show()
    room = dialog.screen().availableGeometry().height()
    qtbot.waitUntil(lambda: fields[-1].isVisible() and dialog.height() < room)
    button = dialog.main
    assert button is not None
    assert button.isVisible()
    assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
    assert dialog.focusWidget() is fields[0].edit
    hands.keyClick(dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is fields[1].edit


def test_submit_closes_or_says_why_not(theme: Theme, qtbot: QtBot) -> None:
    dialog, field = Dialog("Title"), Field("Name")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(field)
    dialog.show()
    told: list[int] = []

    def refuse() -> int:
        raise NotFound("There is no such plan.", "Choose another.")

    dialog.submit(refuse, told.append)
    assert dialog.error.accessibleName() == "There is no such plan. Choose another."
    assert dialog.error.isVisible()
    dialog.submit(refuse, told.append, field=field)
    assert dialog.error.isHidden()
    assert field.edit.accessibleDescription() == "There is no such plan. Choose another."
    dialog.submit(refuse, refused=lambda error: isinstance(error, NotFound))
    assert dialog.error.isHidden()
    dialog.submit(lambda: 7, told.append, closes=False)
    assert (told, dialog.isVisible()) == ([7], True)
    dialog.submit(lambda: 8, told.append)
    assert (told, dialog.result()) == ([7, 8], QDialog.DialogCode.Accepted)


def test_submit_in_the_background_is_busy_until_it_ends(
    theme: Theme, qtbot: QtBot, background: Background
) -> None:
    dialog = Dialog("Title")
    qtbot.addWidget(dialog)
    may_go, told = Event(), list[bool]()
    save = dialog.add_buttons(
        "Save",
        lambda: dialog.submit(may_go.wait, told.append, background=background, busy="Saving…"),
        key="Ctrl+Enter",
    )
    dialog.show()
    hands.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (save.text(), save.isEnabled()) == ("Saving…", False)
    may_go.set()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    assert told == [True]


def test_an_error_shows_both_parts(theme: Theme, qtbot: QtBot) -> None:
    seen: list[str] = []
    with _pressing(Qt.Key.Key_Return, seen):
        show_error(None, NotFound("There is no such plan.", "Choose another."))
    assert seen[1:] == ["There is no such plan.", "Choose another."]


def test_the_keys_sheet_keeps_groups_together(theme: Theme, qtbot: QtBot) -> None:
    hints = [
        KeyHint("Everywhere", "F1", "Show this sheet"),
        KeyHint("Plan", "Alt+Right", "Harder"),
        KeyHint("Everywhere", "Esc", "Close"),
    ]
    sheet = KeysSheet(hints)
    qtbot.addWidget(sheet)
    texts = [part.text() for part in sheet.findChildren(QLabel)]
    assert texts == ["Keys", "Everywhere", "Show this sheet", "Close", "Plan", "Harder"]


def test_a_dialog_that_grows_keeps_its_buttons_on_the_screen(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog("Import ratings")
    qtbot.addWidget(dialog)
    close = dialog.add_button("Close")
    qtbot.shown(dialog)
    free = dialog.screen().availableGeometry()
    dialog.move(free.x(), free.bottom() - dialog.height() - 20)
    tall = label("More than before")
    tall.setMinimumHeight(free.height() // 2)
    dialog.body.addWidget(tall)
    qtbot.waitUntil(lambda: dialog.height() > free.height() // 2)
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= free.bottom())
    assert close.mapToGlobal(close.rect().bottomLeft()).y() <= free.bottom()


@pytest.mark.parametrize("sentences", [1, 3, 9])
def test_wrapped_text_leaves_no_gap(theme: Theme, qtbot: QtBot, sentences: int) -> None:
    dialog = Dialog("A question", width=560)
    qtbot.addWidget(dialog)
    dialog.body.addWidget(
        label("Copies that were carried off stay readable. " * sentences, wrap=True)
    )
    dialog.add_button("Close", key="Esc")
    hands.shown(dialog)
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())
