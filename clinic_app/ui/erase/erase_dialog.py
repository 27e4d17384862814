"""Erasing a patient: what goes, who demands it, the number and the passphrase; then the backups."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.counted import counted
from clinic_app.domain.records.erasure import (
    Demand,
    DemandedBy,
    ErasurePreview,
    Ground,
    Rewritten,
    StillHeld,
)
from clinic_app.services.patients.erasing import Erased
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, row
from clinic_app.ui.common.day_edit import DayEdit
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.settings.own_passphrase import OwnPassphrase
from clinic_app.words import N_, _, ngettext

T = TypeVar("T")
_LAW = N_(
    "Records may have to be kept by law for years. Make sure that nothing obliges the clinic to"
    " keep this one: ask whoever advises you. Nobody can bring it back."
)
_KEPT = N_(
    "The audit trail keeps that somebody worked here and when, without a name or a detail, and who"
    " demanded this. Files that were saved, printed or carried off are not reached."
)


class EraseDialog(Dialog):
    """Erases in the background, then shows which backups still hold the patient.

    ``erased`` carries the ids once it is done.
    """

    erased = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Erase this patient for good"), width=600, parent=parent)
        self._workspace, self._background, self._patient_id = workspace, background, patient_id
        self._is_running = False
        self._ids: tuple[str, ...] = ()
        self._passphrase = ""
        self._held: list[StillHeld] = []
        self.by = _choice(_("Who demands it"), list(DemandedBy))
        self.ground = _choice(_("On which ground"), list(Ground))
        self.on = DayEdit(workspace.now().date(), name=_("Day of the demand"))
        self.who = Field(_("Type the record number or the whole name"))
        self.own = OwnPassphrase(workspace)
        self.outcome = label(wrap=True)
        self.outcome.hide()
        self._lay_out(workspace.erasing.preview(patient_id))
        self.cancel = self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.delete = self.add_button(_("Delete these backups"), on_click=self.delete_backups)
        self.rewrite = self.add_button(
            _("Erase in these backups"), kind="primary", on_click=self.rewrite_backups
        )
        self.go = self.add_button(_("Erase for good"), kind="danger", on_click=self.begin)
        for button in (self.delete, self.rewrite):
            button.hide()
        self.cancel.setFocus()

    def _lay_out(self, preview: ErasurePreview) -> None:
        number = f", {preview.record_number}" if preview.record_number else ""
        self._parts = [
            label(f"{preview.name}{number}", bold=True, wrap=True),
            label(_counted(preview), wrap=True),
            label(_(_LAW), wrap=True),
            label(_(_KEPT), size=SECOND_LINE, tone="second", wrap=True),
            boxed(row(self.by, self.on, None)),
            self.ground,
            self.who,
            self.own,
        ]
        for part in (*self._parts, self.outcome):
            self.body.addWidget(part)

    def begin(self) -> None:
        """Erase, unless the words or the passphrase are missing."""
        if self._is_running or self.own.is_missing():
            return
        own, typed = self.own.text(), self.who.text()
        demand = Demand(
            DemandedBy(self.by.currentData()), Ground(self.ground.currentData()), self.on.day()
        )
        erasing, patient_id = self._workspace.erasing, self._patient_id

        def work() -> tuple[Erased, list[StillHeld], list[str]]:
            done = erasing.erase(patient_id, demand, typed=typed, own=own)
            held, away = erasing.still_held(done.ids)
            return done, held, [place.name for place in away]

        self._passphrase = own
        self._run(_("Erasing…"), work, self._show_erased)

    def rewrite_backups(self) -> None:
        """Erase in each backup that the passphrase opens."""
        rewrite = self._workspace.erasing.rewrite
        work = partial(rewrite, self._held, self._passphrase)
        self._run(_("Working…"), work, self._show_backups)

    def delete_backups(self) -> None:
        """Delete the backups that still hold the patient."""
        work = partial(self._workspace.erasing.delete, self._held)
        self._run(_("Working…"), work, self._show_backups)

    def _run(self, words: str, work: Callable[[], T], show: Callable[[T], object]) -> None:
        self._set_running(words)
        self._background.run(work, show, self._failed, owner=self)

    def reject(self) -> None:
        """Not while it runs; once it is done, this is the way out."""
        if not self._is_running:
            super().reject()

    def _set_running(self, words: str) -> None:
        self._is_running = bool(words)
        self.go.set_busy(words)
        self.rewrite.set_busy(words)
        self.delete.setEnabled(not words)
        self.cancel.setEnabled(not words)

    def _show_erased(self, found: tuple[Erased, list[StillHeld], list[str]]) -> None:
        done, held, away = found
        self._set_running("")
        self._ids = done.ids
        self.error.hide()
        for part in (*self._parts, self.go):
            part.hide()
        self.own.wipe()
        self._show_result(list(_told(done, away)), held)
        self.erased.emit(done.ids)

    def _show_backups(self, done: list[Rewritten]) -> None:
        self._set_running("")
        left = [one for one in done if one.why]
        lines = [
            ngettext(
                "{done} of {count} backups hold the patient no more.",
                "{done} of {count} backups hold the patient no more.",
                len(done),
                done=len(done) - len(left),
            )
        ]
        lines += [f"{one.held.backup.path.name}: {one.why}" for one in left[:3]]
        self._show_result(lines, [one.held for one in left])

    def _show_result(self, lines: list[str], held: list[StillHeld]) -> None:
        self._held = held
        if held:
            until = day_words(max(one.until for one in held))
            lines.append(
                ngettext(
                    "{count} backup still holds the patient, encrypted; the last is gone by itself"
                    " by {day}. A restore erases again.",
                    "{count} backups still hold the patient, encrypted; the last is gone by itself"
                    " by {day}. A restore erases again.",
                    len(held),
                    day=until,
                )
            )
        self.outcome.setText("\n\n".join(lines))
        self.outcome.show()
        for button in (self.delete, self.rewrite):
            button.setVisible(bool(held))
        self.cancel.rename(_("Close"))
        self.adjustSize()

    def _failed(self, error: Exception) -> None:
        self._set_running("")
        if not self.own.takes(error):
            self.error.show_error(error)


def _choice(name: str, options: list[DemandedBy] | list[Ground]) -> ComboBox:
    made = ComboBox(name=name)
    for one in options:
        made.addItem(one.words[0].upper() + one.words[1:], one.value)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _counted(preview: ErasurePreview) -> str:
    goes = [counted(kind, count) for kind, count in preview.counts]
    sentences = [_("What goes: {counts}.", counts=", ".join(goes))]
    if preview.others:
        sentences.append(
            ngettext(
                "It takes along {count} record made one with it.",
                "It takes along {count} records made one with it.",
                preview.others,
            )
        )
    if preview.copies:
        sentences.append(
            ngettext(
                "{count} older copy in the folder goes, too.",
                "{count} older copies in the folder go, too.",
                len(preview.copies),
            )
        )
    return " ".join(sentences)


def _told(done: Erased, away: list[str]) -> Iterator[str]:
    """What was done, and what could not be."""
    yield _("The patient is erased. The clinic holds nothing of them any more.")
    if not done.is_wiped:
        yield _(
            "Somebody else works in the clinic: until the file is written anew it keeps remains of"
            " the text, encrypted."
        )
    if done.copies_left:
        yield ngettext(
            "{count} older copy in the folder could not be deleted.",
            "{count} older copies in the folder could not be deleted.",
            len(done.copies_left),
        )
    if done.lists_refused:
        yield _("The list of erased patients could not be written everywhere.")
    if away:
        places = ", ".join(away)
        yield _("Not reached just now: {places}. Connect it and look again.", places=places)
