"""Every dialog keeps what is typed into it over a crash, or stands in a list with a reason."""

import importlib
import pkgutil

import pytest
from pytestqt.qtbot import QtBot

import clinic_app.ui
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.unlock.recovery_dialog import RecoveryDialog

from .conftest import CASES, Desk

KEEP_NOTHING = {
    "AnewDialog": "the recovery key and passphrases are never kept",
    "ClosingDialog": "it shows how far a backup is",
    "ConflictDialog": "both plans are kept already; nothing is typed",
    "DiskDialog": "a disk or folder is chosen, nothing is typed",
    "FilePreviewDialog": "the frame of those that keep which file is read",
    "FoundDialog": "what a check found is read; a passphrase is never kept",
    "EraseDialog": "a confirmation and a passphrase; neither is ever kept",
    "ExportDialog": "a password is never kept",
    "ImportDialog": "the password of a file is never kept",
    "MoveDialog": "a folder is chosen, nothing is typed",
    "KeysSheet": "nothing is typed",
    "KioskStartDialog": "questions are ticked, nothing is typed",
    "LoginDialog": "a passphrase is never kept",
    "NoticesDialog": "it is read, nothing is typed",
    "PassphraseQuestion": "a passphrase is never kept",
    "PlaceDialog": "a folder is chosen; its name follows from it, and three numbers stand",
    "RecoveryKeyDialog": "a recovery key is shown once, and never kept",
    "RecoveryDialog": "a recovery key and a passphrase are never kept",
    "TemplateDialog": "a template is chosen, nothing is typed",
    "UnkeptDialog": "it shows a draft: the answers from the kiosk",
}


def every_dialog() -> set[type[Dialog]]:
    for module in pkgutil.walk_packages(clinic_app.ui.__path__, "clinic_app.ui."):
        importlib.import_module(module.name)
    found, waiting = set[type[Dialog]](), [Dialog]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found |= {kind for kind in below if kind.__module__.startswith("clinic_app.")}
    return found


def test_every_dialog_keeps_what_is_typed_or_says_why_not(desk: Desk) -> None:
    keeping = {type(make_again(desk, name)) for name in CASES}
    others = {kind.__name__ for kind in every_dialog() - keeping}
    assert others == set(KEEP_NOTHING)


def typed_into(desk: Desk, name: str) -> Dialog:
    dialog = make_again(desk, name)
    CASES[name][1](desk, dialog)
    return dialog


def make_again(desk: Desk, name: str) -> Dialog:
    dialog = desk.open(CASES[name][0](desk))
    desk.bot.shown(dialog)
    return dialog


@pytest.mark.parametrize("name", CASES)
def test_what_is_typed_is_offered_after_a_crash(name: str, desk: Desk, qtbot: QtBot) -> None:
    dialog = typed_into(desk, name)
    typed = dialog.typed()
    assert typed
    drafts = desk.workspace.drafts
    qtbot.waitUntil(lambda: [dict(d.content) for d in drafts.mine()] == [_json(typed)])
    later = desk.crashed()
    again = make_again(later, name)
    assert again.draft_bar is not None
    assert again.draft_bar.isVisible()
    again.draft_bar.bring_back.click()
    qtbot.waitUntil(lambda: _json(again.typed() or {}) == _json(typed))
    assert not again.draft_bar.isVisible()
    again.done(0)  # Cancel, chosen by a person
    later.workspace.drafts.flush()
    assert later.workspace.drafts.mine() == []
    later.workspace.close()


def test_no_gap_is_left_where_the_offer_stood(desk: Desk) -> None:
    alone = make_again(desk, "event")
    height = alone.height()
    alone.done(0)
    typed_into(desk, "event").keep_drafts()
    later = desk.crashed()
    again = make_again(later, "event")
    assert again.draft_bar is not None
    assert again.height() > height
    again.draft_bar.throw_away.click()
    assert again.height() == height
    later.workspace.close()


@pytest.mark.parametrize("name", CASES)
def test_the_lock_keeps_it_though_the_debounce_is_not_over(
    name: str, desk: Desk, qtbot: QtBot
) -> None:
    dialog = typed_into(desk, name)
    typed = dialog.typed()
    dialog.keep_drafts()
    dialog.done(0)  # closed by the lock
    desk.workspace.drafts.flush()
    assert [dict(draft.content) for draft in desk.workspace.drafts.mine()] == [_json(typed)]


def test_untouched_dialogs_keep_nothing(desk: Desk, qtbot: QtBot) -> None:
    for name in CASES:
        dialog = make_again(desk, name)
        qtbot.settle()
        dialog.keep_drafts()
        dialog.done(0)
    desk.workspace.drafts.flush()
    assert desk.workspace.drafts.mine() == []


def test_throwing_away_forgets_it(desk: Desk, qtbot: QtBot) -> None:
    typed_into(desk, "event").keep_drafts()
    later = desk.crashed()
    again = make_again(later, "event")
    assert again.draft_bar is not None
    again.draft_bar.throw_away.click()
    later.workspace.drafts.flush()
    assert later.workspace.drafts.mine() == []
    assert not again.draft_bar.isVisible()
    later.workspace.close()


def test_new_typing_beside_an_offer_loses_neither(desk: Desk, qtbot: QtBot) -> None:
    typed_into(desk, "event").keep_drafts()
    later = desk.crashed()
    second = typed_into(later, "event")
    second.text.edit.setText("Another")
    second.keep_drafts()
    last = later.crashed()
    third = make_again(last, "event")
    assert third.draft_bar is not None
    third.draft_bar.throw_away.click()
    assert third.draft_bar.isVisible(), "the other one is offered next"
    third.draft_bar.bring_back.click()
    assert third.text.text() == "Stairs"
    for opened in (later, last):
        opened.workspace.close()


def test_escape_leaves_an_offer_for_later(desk: Desk, qtbot: QtBot) -> None:
    typed_into(desk, "event").keep_drafts()
    later = desk.crashed()
    make_again(later, "event").reject()
    assert [draft.kind for draft in later.workspace.drafts.mine()] == ["event"]
    later.workspace.close()


def test_no_passphrase_is_ever_kept(desk: Desk, qtbot: QtBot) -> None:
    login = LoginDialog(desk.workspace, desk.background)
    recovery = RecoveryDialog.__new__(RecoveryDialog)  # it has no clinic open to keep a draft in
    assert type(recovery).typed is Dialog.typed
    qtbot.addWidget(login)
    for field in login.findChildren(PasswordField):
        field.edit.setText("violet harbour candle oak")
    login.keep_drafts()
    assert login.typed() is None
    desk.workspace.drafts.flush()
    assert desk.workspace.drafts.mine() == []


def _json(value: object) -> object:
    import json

    return json.loads(json.dumps(value))
