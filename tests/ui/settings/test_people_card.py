"""Settings, People: rows walked with the arrows, and what asks for one's own passphrase."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hands import answering
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.unlock.encryption import EncryptionService
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.settings.anew_dialog import AnewDialog
from clinic_app.ui.settings.limits_card import LimitsCard
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import PassphraseQuestion
from clinic_app.ui.settings.people_card import PeopleCard
from clinic_app.ui.settings.person_row import PersonRow
from clinic_app.ui.settings.recovery_card import RecoveryKeyDialog
from clinic_app.ui.settings.settings_screen import SettingsScreen

PASSPHRASE, SECOND = "lantern orchard copper violin", "violet anchor crumb tundra"
THIRD = "copper window seldom giraffe"


@pytest.fixture
def sam(workspace: Workspace) -> Clinician:
    """An assistant with a login."""
    return workspace.staff.add_clinician(
        "Sam <b>Pretend</b>", "PTA", Role.ASSISTANT, SECOND, own=PASSPHRASE
    )


@pytest.fixture
def screen(
    workspace: Workspace, sam: Clinician, theme: Theme, background: Background, qtbot: QtBot
) -> SettingsScreen:
    screen = SettingsScreen(workspace, theme, background)
    screen.show_page("People")
    qtbot.addWidget(screen)
    screen.resize(1286, 768)
    qtbot.shown(screen)
    return screen


@pytest.fixture
def card(screen: SettingsScreen) -> PeopleCard:
    return screen.people


@pytest.fixture
def as_sam(
    workspace: Workspace, sam: Clinician, tmp_path: Path, background: Background, qtbot: QtBot
) -> Iterator[Workspace]:
    """The clinic, open as the assistant."""
    opened = AccessService(tmp_path / "clinic").unlock_any(SECOND)
    yield opened
    opened.close()


def test_the_arrows_walk_the_rows_and_insert_adds(card: PeopleCard, qtbot: QtBot) -> None:
    robin, sam = card.list.rows
    assert robin.accessibleName() == "Robin Demo, PT, you, Owner, signed in now"
    assert sam.accessibleName() == "Sam <b>Pretend</b>, PTA, Assistant"
    robin.setFocus()
    qtbot.keyClick(robin, Qt.Key.Key_Down)
    assert sam.hasFocus()
    qtbot.keyClick(sam, Qt.Key.Key_Down)  # the end of the list
    qtbot.keyClick(sam, Qt.Key.Key_Up)
    assert robin.hasFocus()
    titles: list[str] = []

    def look(dialog: QDialog) -> None:
        titles.append(dialog.accessibleName())
        dialog.reject()

    with answering(look, LoginDialog):
        qtbot.keyClick(robin, Qt.Key.Key_Insert)
    assert titles == ["Add somebody who works here"]


def test_a_login_is_taken_away_with_ones_own_passphrase_and_given_back(
    card: PeopleCard, workspace: Workspace, sam: Clinician, qtbot: QtBot
) -> None:
    def refuse_then_agree(dialog: QDialog) -> None:
        assert isinstance(dialog, PassphraseQuestion)
        enter = partial(qtbot.keyClick, dialog.own.edit, Qt.Key.Key_Return)
        enter()
        assert "Type your own passphrase" in dialog.own.edit.accessibleDescription()
        qtbot.keyClicks(dialog.own.edit, SECOND)
        enter()
        qtbot.waitUntil(lambda: "wrong" in dialog.own.edit.accessibleDescription())
        assert sam.id in workspace.staff.with_login()
        dialog.own.edit.setText(PASSPHRASE)
        enter()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    row = card.list.rows[1]
    row.setFocus()
    with (
        answering(QDialog.reject, AnewDialog),  # later
        answering(refuse_then_agree, PassphraseQuestion),
    ):
        qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert card.anew.isVisible()
    assert sam.id not in workspace.staff.with_login()
    left = "Sam <b>Pretend</b>, PTA, cannot sign in, left today"
    qtbot.waitUntil(lambda: card.list.rows[1].accessibleName() == left)
    back = card.list.rows[1]

    def give_back(dialog: QDialog) -> None:
        assert isinstance(dialog, LoginDialog)
        dialog.role.setCurrentIndex(1)
        dialog.passphrase.first.edit.setText(THIRD)
        dialog.passphrase.again.edit.setText(THIRD)
        dialog.own.edit.setText(PASSPHRASE)
        dialog.save()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    with answering(give_back, LoginDialog):
        back.buttons[0].click()
    assert sam.id in workspace.staff.with_login()
    assert _role_of(workspace, sam) is Role.CLINICIAN


def test_a_role_is_changed_only_once_it_is_agreed_to(
    card: PeopleCard, workspace: Workspace, sam: Clinician, qtbot: QtBot
) -> None:
    row = card.list.rows[1]
    with answering(QDialog.reject, PassphraseQuestion):
        _pick(row, Role.OWNER)
    assert _role_of(workspace, sam) is Role.ASSISTANT
    assert row.role.currentText() == "Assistant"

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, PassphraseQuestion)
        dialog.own.edit.setText(PASSPHRASE)
        dialog.agree.click()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    with answering(agree, PassphraseQuestion):
        _pick(row, Role.OWNER)
    assert _role_of(workspace, sam) is Role.OWNER
    qtbot.waitUntil(card.list.rows[0].role.isEnabled)  # no longer the last owner


def test_the_last_owner_is_greyed_with_the_reason(card: PeopleCard) -> None:
    role = card.list.rows[0].role
    assert not role.isEnabled()
    assert "last owner" in role.toolTip()
    assert role.accessibleDescription() == role.toolTip()


def test_an_assistant_sees_everything_and_why_it_cannot_be_changed(
    as_sam: Workspace, background: Background, theme: Theme, qtbot: QtBot
) -> None:
    card, limits = PeopleCard(as_sam, background), LimitsCard(as_sam)
    for made in (card, limits):
        qtbot.addWidget(made)
        made.resize(900, 800)
        qtbot.shown(made)
    robin, me = card.list.rows
    assert card.list.note.isVisible()
    assert "is for an owner; you are signed in as an assistant" in card.list.note.text()
    for control in (card.list.add, robin.role, me.role, *robin.buttons):
        assert not control.isEnabled()
        assert "for an owner" in control.accessibleDescription()
    assert me.buttons[0].isEnabled()  # everybody changes their own passphrase
    assert limits.refusal.isVisible()
    assert not limits.verdict.isEnabled()
    assert "Changing limits is for an owner" in limits.verdict.toolTip()


def test_where_no_owner_can_sign_in_the_way_out_is_told(
    workspace: Workspace, sam: Clinician, background: Background, theme: Theme, qtbot: QtBot
) -> None:
    workspace.staff._keys.remove_login(workspace.actor.id)  # as an earlier Handrail let it be
    card = PeopleCard(workspace, background)
    qtbot.addWidget(card)
    qtbot.shown(card)
    assert "The recovery key makes one" in card.list.note.text()


def test_every_row_of_the_table_is_read_out_with_its_roles(card: PeopleCard) -> None:
    said = {one.accessibleName() for one in card.roles.findChildren(QLabel)}
    assert "Change the limits: Owner yes, Clinician no, Assistant no" in said
    assert sum(": Owner yes" in words for words in said) == len(Permission)


@pytest.mark.parametrize("width", [560, 760, 1046])
def test_long_names_push_nothing_out(
    card: PeopleCard, workspace: Workspace, qtbot: QtBot, width: int
) -> None:
    name = "Maximiliana-Konstanze von Hohenbeispiel-Musterberg"
    workspace.staff.add_clinician(name, "DPT, OCS, FAAOMPT", Role.CLINICIAN, THIRD, own=PASSPHRASE)
    card.window().resize(width + 280, 768)
    qtbot.settle()
    for row in card.list.rows:
        for part in (row.role, *row.buttons):
            right = part.mapTo(card, part.rect().topRight()).x()
            assert right <= card.width() - 8, (part, right)
        assert all(isinstance(b, QAbstractButton) and b.isVisible() for b in row.buttons)


def _pick(row: PersonRow, role: Role) -> None:
    index = list(Role).index(role)
    row.role.setCurrentIndex(index)
    row.role.activated.emit(index)


def _role_of(workspace: Workspace, who: Clinician) -> Role:
    return next(c.role for c in workspace.staff.clinicians() if c.id == who.id)


def test_the_recovery_key_is_replaced_once_it_was_kept(
    screen: SettingsScreen,
    workspace: Workspace,
    background: Background,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    sheet = tmp_path / "sheet.pdf"
    dialog = RecoveryKeyDialog(
        workspace, background, ask_path=lambda _p, _n: str(sheet), parent=screen
    )
    dialog.show()
    dialog.kept.save_button.click()
    words = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(sheet).pages)
    assert "Sample Clinic" in words
    assert "An older key sheet no longer opens the clinic" in words
    assert not dialog.replace.isEnabled()
    dialog.kept.last.edit.setText(dialog._key[-4:].lower())
    dialog.kept.tick.setChecked(True)
    dialog.own.edit.setText(SECOND)
    dialog.replace.click()
    qtbot.waitUntil(lambda: "wrong" in dialog.own.edit.accessibleDescription())
    dialog.own.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.replace.click()
    access = AccessService(tmp_path / "clinic")
    access.recover(dialog._key, workspace.actor.id, THIRD).close()
    dialog.deleteLater()


def test_the_clinic_is_encrypted_anew_with_progress(
    screen: SettingsScreen,
    workspace: Workspace,
    sam: Clinician,
    background: Background,
    qtbot: QtBot,
) -> None:
    keys = workspace.folder / "clinic.keys"
    before = keys.read_bytes()
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    qtbot.waitUntil(screen.people.anew.isVisible)
    dialog = AnewDialog(workspace, background, parent=screen)
    dialog.show()
    dialog.go.click()
    assert "Type your own passphrase" in dialog.own.edit.accessibleDescription()
    dialog.own.edit.setText(SECOND)
    dialog.go.click()
    assert dialog.bar.isVisible()
    qtbot.waitUntil(lambda: "wrong" in dialog.own.edit.accessibleDescription())
    assert not dialog.bar.isVisible()
    dialog.own.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    qtbot.waitUntil(lambda: not screen.people.anew.isVisible())
    assert keys.read_bytes() != before
    dialog.deleteLater()


def test_encrypting_can_be_stopped_and_nothing_is_changed(
    screen: SettingsScreen, workspace: Workspace, background: Background, qtbot: QtBot
) -> None:
    dialog = AnewDialog(workspace, background, parent=screen)
    dialog.show()
    dialog.own.edit.setText(PASSPHRASE)
    dialog.go.click()
    dialog.reject()  # Esc: it stays until the work has stopped
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible() or not dialog.isVisible())
    dialog.reject()
    assert not dialog.isVisible()
    assert len(workspace.staff.clinicians()) == 2
    dialog.deleteLater()


def test_who_has_no_key_pair_is_asked_for_first(
    screen: SettingsScreen,
    workspace: Workspace,
    sam: Clinician,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    lacking = [sam.id, "recovery"]
    monkeypatch.setattr(EncryptionService, "without_key_pair", lambda _self: tuple(lacking))
    dialog = AnewDialog(workspace, background, parent=screen)
    dialog.show()
    assert not dialog.go.isEnabled()
    said = [b.accessibleName() for b in dialog.findChildren(QAbstractButton)]
    assert any(words.startswith("New passphrase. Sam <b>Pretend</b> has not") for words in said)
    assert any(words.startswith("Replace it. The recovery key") for words in said)
    lacking.clear()
    dialog.update_actions()
    assert dialog.go.isEnabled()
    dialog.reject()
    dialog.deleteLater()


def test_owners_see_who_came_in_and_assistants_do_not(
    card: PeopleCard, workspace: Workspace, as_sam: Workspace, background: Background, qtbot: QtBot
) -> None:
    workspace.sign_ins.unlocked()
    card.refresh()
    said = card.sign_ins

    def shown() -> bool:
        return any("unlocked the clinic" in one.text() for one in said.findChildren(QLabel))

    qtbot.waitUntil(shown)
    said.all.click()
    window = card.window()
    assert isinstance(window, SettingsScreen)
    assert window.shown_page == "Audit trail"
    theirs = PeopleCard(as_sam, background)
    qtbot.addWidget(theirs)
    qtbot.shown(theirs)
    assert not theirs.sign_ins.isVisible()


def test_no_part_of_the_page_is_ever_a_window_of_its_own(
    workspace: Workspace, sam: Clinician, background: Background, theme: Theme, qtbot: QtBot
) -> None:
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    seen: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            is_window = isinstance(watched, QWidget) and watched.isWindow()
            if event.type() == QEvent.Type.Show and is_window:
                seen.append(watched)
            return False

    app, watch = QApplication.instance(), Watch()
    assert app is not None
    app.installEventFilter(watch)
    screen = SettingsScreen(workspace, theme, background)
    screen.people.refresh()
    qtbot.settle()
    app.removeEventFilter(watch)
    qtbot.addWidget(screen)
    assert seen == []
