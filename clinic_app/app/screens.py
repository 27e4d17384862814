"""The screens of an open clinic: made once, connected to each other, thrown away on locking."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from clinic_app.app.backup_watch import BackupWatch
from clinic_app.app.merging import Merging
from clinic_app.app.open_clinic import OpenClinic
from clinic_app.app.safety_doors import WholeRecords
from clinic_app.app.safety_watch import PeopleWatch, SafetyWatch, watch_read_only
from clinic_app.app.screen_list import CASELOAD, PATIENT, SCREENS, SETTINGS
from clinic_app.domain.diary.kiosk import KioskVisit
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.commands import BACK_UP, FIND, NEW_PATIENT, WHO, Command, Group
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.common.view_state import ViewState, restore_view, view_state
from clinic_app.ui.damage.safety_page import SAFETY, SafetyPage
from clinic_app.ui.erase.erase_dialog import EraseDialog
from clinic_app.ui.figure.prefetch import FigurePrefetcher
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.home.home_screen import HomeScreen
from clinic_app.ui.kiosk.start_dialog import KioskStartDialog
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.patient.patient_screen import PatientScreen
from clinic_app.ui.record.new_patient_dialog import NewPatientDialog
from clinic_app.ui.settings.settings_screen import AUDIT, PEOPLE, SettingsScreen
from clinic_app.words import _

__all__ = ["CASELOAD", "PATIENT", "SETTINGS", "Screens"]


@dataclass(frozen=True)
class Place:
    """Where somebody was when the clinic was locked: ids alone, in memory alone.

    ``screen`` is one of the window's, ``tab`` one of the patient's, ``item_id`` of the plan,
    ``page`` one of the settings.
    """

    folder: Path
    clinician_id: str
    screen: str
    patient_id: str
    tab: int
    item_id: str
    page: str
    opened: tuple[str, ...]
    view: ViewState | None


class Screens:
    """Home, one patient at a time, settings, and what lies over them.

    ``begin_kiosk`` is called with the KioskVisit of a patient who is to answer now.
    """

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        background: Background,
        *,
        begin_kiosk: Callable[[KioskVisit], object] = lambda _: None,
    ) -> None:
        clinic = self.clinic = OpenClinic(window, workspace, background, QObject(window))
        self.window, self._workspace, self._background = window, workspace, background
        self._begin_kiosk = begin_kiosk
        self._opened: list[str] = []
        self.home = HomeScreen(workspace, background)
        self.patient = PatientScreen(workspace, background)
        self.progress, self.record = self.patient.progress, self.patient.record
        self.handouts = self.patient.handouts
        self.settings = SettingsScreen(workspace, Theme.current(), background)
        notices, show_people = self.home.notices, partial(self.show_settings, PEOPLE)
        self.safety = SafetyWatch(clinic, notices, accepted=self._forget_losses)
        self._people = PeopleWatch(clinic, notices, show_people=show_people)
        self.backup = BackupWatch(clinic, notices)
        self.safety_page = SafetyPage(
            workspace.folder, self.safety.runner, workspace.findings, backups=self.backup.card
        )
        self.settings.add_page(SAFETY, "shield-check", self.safety_page, before=AUDIT)
        self.whole_records = WholeRecords(
            clinic, lambda: self.patient.patient_id, self.open_patient
        )
        self.merging = Merging(
            clinic,
            self.safety_page,
            self.record.one_person,
            flush=self.flush,
            open_patient=self.open_patient,
            refresh=self._refresh_merged,
        )
        self._prefetch = FigurePrefetcher(workspace.figures, owner=clinic.owner)
        self._connect()
        for entry in SCREENS:
            window.set_screen(entry.name, entry.make(self))
        window.set_screen(PATIENT, self.patient)
        self.commands = self._add_commands()
        self._show_state()

    def _connect(self) -> None:
        self.home.open_patient.connect(self.open_patient)
        self.home.new_patient.connect(self.new_patient)
        self.patient.kiosk_requested.connect(self.kiosk)
        self.record.erase_requested.connect(self.erase)
        self.record.export.clicked.connect(self.whole_records.export_shown)
        self.progress.limits_requested.connect(self.show_limits)
        self.settings.audit.open_patient.connect(self.open_patient)
        self.safety_page.export_requested.connect(self.whole_records.choose_and_export)
        self.safety_page.import_requested.connect(self.whole_records.take_in)

    def _show_state(self) -> None:
        """Who is signed in, and whether anything can be changed."""
        window, workspace = self.window, self._workspace
        window.set_read_only(workspace.is_read_only)
        window.show_who(workspace.actor.title)
        if any(finding.is_loss for finding in workspace.findings):
            window.show_loss()
        if workspace.is_read_only:
            watch_read_only(self.clinic, window.show_writable_again)

    def _forget_losses(self) -> None:
        self.safety_page.forget_losses()

    def show_home(self) -> None:
        """The caseload."""
        self.window.show_screen(CASELOAD)

    def show_limits(self, region: str) -> None:
        """The settings, at the limits of a region."""
        self.window.show_screen(SETTINGS)
        self.settings.show_limits(region)

    def show_settings(self, page: str) -> None:
        """The settings, at a page of theirs."""
        self.window.show_screen(SETTINGS)
        self.settings.show_page(page)

    def open_patient(self, patient_id: str) -> None:
        """One patient, at the plan; the one before is saved and left."""
        if self._opened[-1:] != [patient_id]:
            self._opened = [i for i in self._opened if i != patient_id] + [patient_id]
        self.patient.open_patient(patient_id)
        self.window.show_screen(PATIENT, place=CASELOAD)
        self.patient.plan.focus_plan()  # the change of screens gave it to the first button

    def previous(self) -> None:
        """The patient who was open before this one, or again the one just left."""
        if not self._opened:
            return
        on_patient = self.window.showing() == PATIENT
        before = self._opened[-2:-1] if on_patient else self._opened[-1:]
        for patient_id in before:
            self.open_patient(patient_id)

    def _refresh_merged(self, kept_id: str, other_id: str) -> None:
        """Read what is shown again; ``other_id`` is a part of the other record now, if given."""
        self._opened = [i for i in self._opened if i != other_id]
        if self.patient.patient_id in {kept_id, other_id} - {""}:
            self.patient.open_patient(kept_id)

    def new_patient(self) -> None:
        """The form for a new patient; the patient is opened once added."""
        if self._workspace.is_read_only:
            return  # the band says why, and the button is off
        dialog = NewPatientDialog(self._workspace, self._background, parent=self.window)
        dialog.chosen.connect(self.open_patient)
        self.clinic.open(dialog)

    def erase(self, patient_id: str) -> None:
        """Ask whether to erase a patient, over the caseload: nothing of theirs is open then."""
        if not self.patient.close_patient():
            return
        self.record.close_patient()
        self.show_home()
        dialog = EraseDialog(self._workspace, self._background, patient_id, parent=self.window)
        erased: list[str] = []
        dialog.erased.connect(erased.extend)

        def ended() -> None:
            self._opened = [one for one in self._opened if one not in erased]
            if not erased and not self._workspace.is_closed:
                self.open_patient(patient_id)

        dialog.rejected.connect(ended)
        self.clinic.open(dialog)

    def kiosk(self) -> None:
        """Ctrl+Shift+K: choose what the open patient is asked, then hand the screen over."""
        if self._workspace.is_read_only:
            return  # the band says why nothing can be answered
        dialog = KioskStartDialog(self._workspace.kiosk, self.patient.patient_id, self.window)
        dialog.started.connect(self._begin_kiosk)
        self.clinic.open(dialog)

    def find(self) -> None:
        """Ctrl+K: patients, exercises and actions in one field."""
        is_open = self.window.showing() == PATIENT
        palette = FindPalette(
            self._workspace,
            self._background,
            self.commands,
            no_adding="" if is_open else _("Open a patient first"),
            parent=self.window,
        )
        palette.open_patient.connect(self.open_patient)
        palette.add_exercise.connect(self.patient.add_exercise)
        self.clinic.open(palette)

    def _add_commands(self) -> list[Command]:
        """Everything the palette offers, in its order; the keys work from now on."""
        window, everywhere = self.window, Group.EVERYWHERE
        begin = [
            Command(
                self.find, "", (FIND,), everywhere, _("Find a patient, an exercise or an action")
            ),
            Command(
                self.new_patient,
                _("New patient"),
                (NEW_PATIENT,),
                everywhere,
                refusal=self._read_only,
            ),
            Command(self.previous, "", ("Ctrl+Tab",), everywhere, _("Previous patient")),
        ]
        rest = [
            *self.whole_records.commands(),
            *(
                Command(partial(window.show_screen, entry.name), _(entry.words))
                for entry in SCREENS
            ),
            Command(self.backup.back_up, _("Back up now"), (BACK_UP,), everywhere),
            Command(partial(self.show_settings, SAFETY), _("Data and safety")),
        ]
        who = Command(
            window.who_requested.emit,
            _("Somebody else takes over"),
            (WHO,),
            everywhere,
            _("Who is signed in; then 1 to 9: somebody else takes over"),
        )
        of_patient = self.patient.commands
        window.set_commands([*begin, *rest, who], of_patient)
        every = (*begin, *of_patient, *rest, window.keys_command, who, window.lock_command)
        return [one for one in every if isinstance(one, Command) and one.words]

    def _read_only(self) -> str:
        return _("Read only") if self._workspace.is_read_only else ""

    def place(self) -> Place:
        """Where the clinician is now."""
        showing, patient = self.window.showing(), self.patient
        screen = self.window.screen_named(showing)
        return Place(
            folder=self._workspace.folder,
            clinician_id=self._workspace.actor.id,
            screen=showing,
            patient_id=patient.patient_id if showing == PATIENT else "",
            tab=patient.header.tabs.currentIndex(),
            item_id=patient.plan.list.current_id,
            page=self.settings.shown_page,
            opened=tuple(self._opened),
            view=view_state(screen) if screen is not None else None,
        )

    def go_to(self, place: Place) -> None:
        """Be there again, as far as it is still there. Raises NotFound for a patient who is not."""
        self._opened = list(place.opened)
        self.settings.show_page(place.page)
        if place.patient_id:
            self.open_patient(place.patient_id)
            self.patient.show_tab(place.tab)
            self.patient.plan.list.choose(place.item_id)
        elif place.screen in (CASELOAD, SETTINGS):
            self.window.show_screen(place.screen)
        screen = self.window.screen_named(place.screen)
        if screen is not None and place.view is not None:
            # Once it is laid out: before, there is nothing to scroll.
            QTimer.singleShot(0, screen, partial(restore_view, screen, place.view))

    def flush(self) -> bool:
        """Save what is open; False when it could not be written."""
        is_record_saved = self.record.save()
        return self.patient.flush() and is_record_saved

    def close(self) -> None:
        """Leave the patient; the window drops the screens themselves."""
        self._prefetch.stop()
        self.safety.close()
        self.backup.close()
        self.patient.plan.adjust.show_item(None, "")
        self.flush()
        self.clinic.owner.deleteLater()
