"""What leads out of an open clinic and into it: restore, drill, a new computer, whole records."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.app.open_clinic import OpenClinic
from clinic_app.app.restoring import RestoreRequest, Restoring
from clinic_app.app.screen_list import PATIENT, SETTINGS
from clinic_app.domain.dates import near_moment_words
from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import Contents
from clinic_app.services.backup.drilling import DrillResult
from clinic_app.ui.common.commands import Command
from clinic_app.ui.common.dialogs import show_error
from clinic_app.ui.damage.safety_page import SafetyPage
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.restore.move_dialog import MoveDialog
from clinic_app.ui.whole_record.export_dialog import ExportDialog
from clinic_app.ui.whole_record.import_dialog import ImportDialog
from clinic_app.words import _, ngettext

RESTORE = "restore"


class ClinicDoors:
    """From Data and safety of an open clinic; ``leave`` closes the clinic for a restore."""

    def __init__(
        self,
        clinic: OpenClinic,
        page: SafetyPage,
        restoring: Restoring,
        *,
        leave: Callable[[], object],
        open_other: Callable[[], object],
    ) -> None:
        self._clinic, self._restoring, self._leave = clinic, restoring, leave
        self._drill_bar = page.drill
        page.restore_requested.connect(self._restore)
        page.drill_requested.connect(self._drill)
        page.open_other_requested.connect(open_other)
        page.move_requested.connect(self._move)

    def _refused(self) -> bool:
        """Show why this is not allowed to somebody who is no owner."""
        return self._clinic.refuses(self._clinic.workspace.refusal(Permission.BACKUPS))

    def _restore(self) -> None:
        if not self._refused():
            self._clinic.run(self._clinic.workspace.copies.today, self._show, self._failed)

    def _show(self, today: Contents | None) -> None:
        workspace = self._clinic.workspace
        request = RestoreRequest(
            workspace.folder,
            None,
            today,
            workspace.copies.listing,
            self._show_page,
            partial(self._clinic.window.show_screen, SETTINGS),
            self._leave,
        )
        self._restoring.begin(request)

    def _show_page(self, page: QWidget) -> None:
        self._clinic.window.set_screen(RESTORE, page)
        self._clinic.window.show_screen(RESTORE, place=SETTINGS)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            show_error(self._clinic.window, error)

    def _drill(self) -> None:
        if self._refused():
            return
        self._drill_bar.say(_("Trying the newest copy: it is unpacked, read, and removed…"))
        self._clinic.run(self._try_newest, self._show_drill, self._not_tried)

    def _try_newest(self) -> DrillResult:
        newest = self._clinic.workspace.copies.newest()
        if newest is None:
            raise NotFound(
                _("No checked backup of this clinic is here."), _("Make one first, then try it.")
            )
        return self._clinic.workspace.drills.run(newest.backup.path)

    def _show_drill(self, done: DrillResult) -> None:
        words = drill_words(done, datetime.now().astimezone())
        self._drill_bar.say(words, tone="good" if done.is_good else "bad")

    def _not_tried(self, error: Exception) -> None:
        words = str(error) if isinstance(error, UserError) else _("The copy could not be tried.")
        self._drill_bar.say(words, tone="caution")

    def _move(self) -> None:
        clinic = self._clinic
        if not self._refused():
            clinic.open(MoveDialog(clinic.workspace, clinic.background, parent=clinic.window))


class WholeRecords:
    """Whole records out and in: from the Record tab, the palette, Data and safety.

    ``shown`` gives the id of the patient who is open, ``taken_in`` is called with the id of one
    whose record came.
    """

    def __init__(
        self, clinic: OpenClinic, shown: Callable[[], str], taken_in: Callable[[str], object]
    ) -> None:
        self._clinic, self._shown, self._taken_in = clinic, shown, taken_in
        self._export, self._import = clinic.workspace.record_export, clinic.workspace.record_import

    def export_shown(self) -> None:
        """Export the record of the patient who is open."""
        self.export(self._shown())

    def export(self, patient_id: str) -> None:
        """Ask how and where to, then write."""
        clinic = self._clinic
        if not clinic.refuses(self._export.refusal):
            workspace, background = clinic.workspace, clinic.background
            clinic.open(ExportDialog(workspace, background, patient_id, parent=clinic.window))

    def choose_and_export(self) -> None:
        """Find a patient first."""
        clinic = self._clinic
        if not clinic.refuses(self._export.refusal):
            palette = FindPalette(
                clinic.workspace,
                clinic.background,
                [],
                no_adding=_("Choose a patient"),
                parent=clinic.window,
            )
            palette.open_patient.connect(self.export)
            clinic.open(palette)

    def take_in(self) -> None:
        """Choose a file, look into it, take it in."""
        clinic = self._clinic
        if not clinic.refuses(self._import.refusal):
            dialog = ImportDialog(self._import, clinic.background, parent=clinic.window)
            dialog.taken_in.connect(self._taken_in)
            clinic.open(dialog)

    def commands(self) -> list[Command]:
        """For the palette."""

        def no_export() -> str:
            is_open = self._clinic.window.showing() == PATIENT
            return self._export.refusal if is_open else _("Open a patient first")

        def no_import() -> str:
            return _("Read only") if self._clinic.workspace.is_read_only else self._import.refusal

        return [
            Command(self.export_shown, _("Export the whole record"), refusal=no_export),
            Command(self.take_in, _("Take in a record"), refusal=no_import),
        ]


def drill_words(done: DrillResult, now: datetime) -> str:
    """``The copy of today 09:14 works: 12 patients, 340 ratings, every record read.``"""
    when = near_moment_words(done.made_at.astimezone(), now.date())
    if not done.is_good:
        loss = next(finding.what for finding in done.findings if finding.is_loss)
        return _(
            "The copy of {when} is not whole: {loss} Make a new one, and try that.",
            when=when,
            loss=loss,
        )
    held = done.contents
    numbers = (held.patients, held.ratings, done.proven)
    patients, ratings, records = (f"{number:,}" for number in numbers)
    counts = [
        ngettext("{n} patient", "{n} patients", held.patients, n=patients),
        ngettext("{n} rating", "{n} ratings", held.ratings, n=ratings),
        ngettext("{n} record proven", "{n} records proven", done.proven, n=records),
    ]
    # Translators: {counts} is "12 patients, 340 ratings, 900 records proven".
    return _(
        "The copy of {when} works: {counts}. It was removed again.",
        when=when,
        counts=", ".join(counts),
    )
