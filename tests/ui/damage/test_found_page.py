"""The page of what an opening check found: everything by keyboard, nothing by chance."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import WrongPassphrase
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.damage.choice_page import ChoicePage
from clinic_app.ui.damage.damage_page import found_page, locked_page
from clinic_app.ui.damage.tell_card import tell_card
from tests.hands import Hands

AT = datetime(2026, 11, 29, 10, 12, tzinfo=UTC)
LOSS = Finding(FindingKind.ROWS_MISSING, "12 changes are missing.", AT, "Look for a newer copy.")
ASIDE = Finding(FindingKind.SET_ASIDE, "The files lie untouched in set-aside-20261130.")


@pytest.fixture
def page(theme: Theme, qtbot: Hands) -> ChoicePage:
    made = found_page((ASIDE, LOSS), ("Handrail 0.4.0", "ROWS_MISSING"), who="Robin Demo, PT")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    qtbot.shown(made)
    return made


def test_losses_stand_first_with_since_when(page: ChoicePage) -> None:
    told = [found.accessibleName() for found in page.findChildren(NoticeBar)]
    assert told == [
        "12 changes are missing. Since 29 Nov 2026, 10:12. Look for a newer copy.",
        "The files lie untouched in set-aside-20261130.",
    ]


def test_enter_only_looks(page: ChoicePage, qtbot: Hands) -> None:
    with qtbot.waitSignal(page.rows["look"].button.clicked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)


def test_going_on_asks_for_the_passphrase(page: ChoicePage, qtbot: Hands) -> None:
    typed: list[str] = []
    assert page.loss is not None
    page.loss.accepted = typed.append
    page.rows["go_on"].button.click()
    qtbot.keyClick(page.loss.passphrase.edit, Qt.Key.Key_Return)
    assert typed == []  # an empty one is no consent
    qtbot.keyClicks(page.loss.passphrase.edit, "lantern orchard")
    qtbot.keyClick(page.loss.passphrase.edit, Qt.Key.Key_Return)
    assert typed == ["lantern orchard"]
    page.loss.refuse(WrongPassphrase("The passphrase is wrong.", "Try again."))
    assert page.loss.passphrase.edit.selectedText() == "lantern orchard"
    assert page.loss.button.isEnabled()


def test_a_checked_backup_is_advised_and_enter_looks_at_it(theme: Theme, qtbot: Hands) -> None:
    words = "From today 09:14, on STICK. 1,204 patients. Between it and now lie 20 minutes."
    page = found_page((LOSS,), (), who="Robin Demo, PT", backup=words)
    qtbot.addWidget(page)
    qtbot.shown(page)
    with qtbot.waitSignal(page.rows["newest"].button.clicked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.rows["other"].button.isEnabled()


def test_tab_reaches_every_choice(page: ChoicePage, qtbot: Hands) -> None:
    seen: list[str] = []
    for _ in range(9):
        focused = page.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen[:5] == [
        "Look: Only look, change nothing",
        "Go on: Go on with what is there",
        "Choose…: Another backup",
        "Copy…: Copy the damaged folder",
        "Quit: Quit",
    ]
    assert {"Copy the technical lines", "Print the technical lines"} <= set(seen)


def test_the_lines_are_printed_only_when_the_printer_was_chosen(theme: Theme, qtbot: Hands) -> None:
    asked: list[QPrinter] = []

    def refuse(printer: QPrinter, parent: QWidget) -> bool:
        asked.append(printer)
        return False

    card = tell_card(("Handrail 0.4.0",), ask_printer=refuse)
    qtbot.addWidget(card)
    card.findChildren(Button)[1].click()
    assert len(asked) == 1


@pytest.mark.parametrize("size", [(1366, 768), (960, 560)])
def test_long_paths_widen_nothing(theme: Theme, qtbot: Hands, size: tuple[int, int]) -> None:
    path = "/srv/" + "a-very-long-folder-name/" * 12 + "clinic.keys"
    places = [(path, "Missing: clinic.keys")]
    page = locked_page("The key file is missing", "", (path,), places, wants_keys=True)
    qtbot.addWidget(page)
    page.resize(*size)
    qtbot.shown(page)
    qtbot.settle()
    assert page.width() == size[0]
    keys = page.rows["keys"].button
    assert keys.mapTo(page, keys.rect().topRight()).x() < size[0]
