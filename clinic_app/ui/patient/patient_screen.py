"""The screen of one patient: header, and the tabs Plan, Progress, Handouts and Record."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.domain.plan.plan import Plan
from clinic_app.services.changes import Change, PatientChanged
from clinic_app.services.diary.diary import DiarySaved
from clinic_app.services.plan.plan_drafts import form_of
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import column
from clinic_app.ui.common.commands import add_commands
from clinic_app.ui.common.dialogs import confirm
from clinic_app.ui.common.pdf_files import AskPrinter, ask_printer
from clinic_app.ui.common.refresh import on_change
from clinic_app.ui.diary.diary_dialog import DiaryDialog, SavedDiary
from clinic_app.ui.handout.handouts_tab import HandoutsTab
from clinic_app.ui.patient.commands import chart_keys, patient_commands
from clinic_app.ui.patient.patient_header import HANDOUTS, PLAN, PROGRESS, RECORD, PatientHeader
from clinic_app.ui.patient.plan_tab import PlanTab
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.progress.progress_tab import ProgressTab
from clinic_app.ui.ratings.pain_strip import PainStrip
from clinic_app.ui.record.record_tab import RecordTab
from clinic_app.words import N_, _

__all__ = ["HANDOUTS", "PLAN", "PROGRESS", "RECORD", "PatientScreen"]
_RECORDED = {
    Series.AVERAGE: N_("Pain {score} recorded for average, {time}"),
    Series.WORST: N_("Pain {score} recorded for worst, {time}"),
    Series.LEAST: N_("Pain {score} recorded for least, {time}"),
    Series.NOW: N_("Pain {score} recorded for now, {time}"),
}


class PatientScreen(QWidget):
    """Holds the editing of the patient that is open, and passes the patient to every tab."""

    kiosk_requested = Signal()

    def __init__(
        self, workspace: Workspace, background: Background, *, ask_printer: AskPrinter = ask_printer
    ) -> None:
        super().__init__()
        self._workspace, self._background = workspace, background
        self._shown: dict[int, tuple[str, Plan]] = {}
        self.editing: PlanEditor | None = None
        self.header = PatientHeader()
        self.pain = PainStrip(workspace, background)
        self.plan = PlanTab(workspace, self.pain)
        self.progress = ProgressTab(workspace, background)
        self.handouts = HandoutsTab(workspace, background, ask_printer=ask_printer)
        self.record = RecordTab(workspace, background)
        self._stack = QStackedWidget()
        for tab in (self.plan, self.progress, self.handouts, self.record):
            self._stack.addWidget(tab)
        self.setLayout(column(self.header, (self._stack, 1), spacing=0))
        self._connect()
        own = patient_commands(self, workspace)
        add_commands(self, own)
        self.commands = [*own, *self.plan.commands, *chart_keys()]

    def _connect(self) -> None:
        header = self.header
        header.undo_requested.connect(self.undo)
        header.redo_requested.connect(self.plan.redo)
        header.print_requested.connect(self.print_handout)
        header.kiosk_requested.connect(self.kiosk_requested)
        header.tabs.currentChanged.connect(self._tab_changed)
        self.plan.compact_changed.connect(self.pain.set_compact)
        self.pain.recorded.connect(self._pain_recorded)
        self.progress.diary_requested.connect(self.enter_diary)
        self.handouts.plan_requested.connect(partial(self.show_tab, PLAN))
        on_change(self, self._workspace.changes, self._changed)

    # --- the patient -----------------------------------------------------------------------------

    @property
    def patient_id(self) -> str:
        """The patient that is open; empty when none is."""
        return self.editing.patient.id if self.editing else ""

    def open_patient(self, patient_id: str) -> None:
        """Open a patient's record on its plan; raises NotFound, and Conflict is shown in place."""
        if self.editing is not None and not self.close_patient():
            return
        patient = self._workspace.patients.get(patient_id)
        saved = self._workspace.plans.current(patient_id)
        episode = self._episode(patient_id)
        editing = PlanEditor(self._workspace, self._background, patient, saved, parent=self)
        self.editing = editing
        self._shown.clear()
        self._show_header(patient, episode)
        editing.saved_state_changed.connect(self._show_saved)
        editing.said.connect(self.header.say_done)
        editing.undo_stack.indexChanged.connect(self._show_steps)
        editing.undo_stack.cleanChanged.connect(self._show_steps)
        self._show_saved()
        self._show_steps()
        self._bring_plan_back(editing)
        self.pain.show_patient(patient_id)
        self.plan.show_editing(editing, episode)
        self.show_tab(PLAN)
        if not self._workspace.is_read_only:
            self._workspace.patients.opened(patient_id)
        self.plan.focus_plan()

    def _bring_plan_back(self, editing: PlanEditor) -> None:
        """A plan that could not be saved, if its writer left one."""
        for draft in self._workspace.drafts.of(form_of(editing.patient.id))[:1]:
            try:
                editing.bring_back(draft)
            except UserError as error:
                self.plan.notices.show_error(error)

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed or changed here and not saved."""
        if self.editing is not None:
            self.editing.keep_draft()
            self.plan.keep_drafts()
        self.record.keep_drafts()

    def close_patient(self) -> bool:
        """Save what is not saved and close. False when that failed and the clinician stays."""
        if self.editing is None:
            return True
        if not self.editing.flush() and not self._leave_unsaved():
            return False
        old, self.editing = self.editing, None
        self.plan.show_editing(None, None)
        old.deleteLater()
        return True

    def flush(self) -> bool:
        """Save what is not saved, before the clinic is locked or the program ends."""
        return self.editing is None or self.editing.flush()

    def _leave_unsaved(self) -> bool:
        return confirm(
            self,
            title=_("This plan is not saved"),
            text=_("The last changes could not be written. Stay to try again, or leave them out."),
            yes=_("Leave them out"),
            no=_("Stay"),
            danger=True,
        )

    def _episode(self, patient_id: str) -> Episode | None:
        episodes = self._workspace.patients.episodes(patient_id)
        return next((e for e in episodes if e.ended is None), episodes[0] if episodes else None)

    def _show_header(self, patient: Patient, episode: Episode | None) -> None:
        label = self._workspace.library.vocabulary.label
        precautions = tuple(label("precaution", tag) for tag in patient.precautions)
        self.header.show_patient(patient, episode, precautions)

    def _changed(self, change: Change) -> None:
        """Name, precautions or episode may be other ones now."""
        if isinstance(change, PatientChanged) and change.patient_id == self.patient_id:
            patient = self._workspace.patients.get(change.patient_id)
            if self.editing is not None:
                self.editing.set_patient(patient)
            self._show_header(patient, self._episode(patient.id))

    # --- state in the header ---------------------------------------------------------------------

    def _show_saved(self) -> None:
        if self.editing is not None:
            self.header.show_saved(self.editing.saved_state)

    def _show_steps(self) -> None:
        if self.editing is not None:
            stack = self.editing.undo_stack
            self.header.show_steps(stack.undoText(), stack.redoText())

    # --- tabs, print, pain -----------------------------------------------------------------------

    def show_tab(self, number: int) -> None:
        """Plan, Progress, Handouts or Record, from 0."""
        self.header.tabs.setCurrentIndex(number)
        self._tab_changed(number)

    def at_tab(self, number: int, act: Callable[[], object] = lambda: None) -> Callable[[], None]:
        """To do something at a tab: shows it first."""

        def run() -> None:
            self.show_tab(number)
            act()

        return run

    def _tab_changed(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.editing is None or number == PLAN:
            return
        self.editing.flush()
        now = (self.patient_id, self.editing.plan)
        if self._shown.get(number) != now:
            self._shown[number] = now
            (self.progress, self.handouts, self.record)[number - 1].show_patient(self.patient_id)

    def undo(self) -> None:
        """Ctrl+Z: take the last step back."""
        self.header.undo_bar.hide()
        self.plan.undo()

    def add_exercise(self, exercise_id: str) -> None:
        """Put an exercise at the end of the plan, as Enter in the library does."""
        if self.editing is not None:
            self.show_tab(PLAN)
            self.plan.library.add(self.editing.lookup(exercise_id))

    def print_handout(self) -> None:
        """Ctrl+P: the pages first; on the pages, print."""
        if self.editing is None:
            return
        if self._stack.currentIndex() != HANDOUTS:
            self.show_tab(HANDOUTS)
            self.handouts.setFocus()
        else:
            self.handouts.print_now(self.window())

    def reprint(self) -> None:
        """Ctrl+Shift+P: the last handout again, as it was."""
        if self.editing is not None:
            self.show_tab(HANDOUTS)
            self.handouts.reprint_last(self.window())

    def enter_pain(self) -> None:
        """Ctrl+J: then a digit."""
        self.show_tab(PLAN)
        self.pain.focus_number_entry()

    def enter_diary(self) -> None:
        """Ctrl+D: key in the paper diary."""
        if self.editing is None:
            return
        self.editing.flush()
        dialog = DiaryDialog(self._workspace, self._background, self.patient_id, self.window())
        dialog.saved.connect(self._diary_saved)
        dialog.exec()
        dialog.deleteLater()

    def _diary_saved(self, done: SavedDiary) -> None:
        """Two weeks that were saved are one step of the same undo."""
        if self.editing is None or done.saved == DiarySaved(0, 0, 0):
            return
        diary, patient_id = self._workspace.diary, self.patient_id
        self.editing.push_external(
            _("Diary kept: {words}", words=done.saved.words),
            undo=lambda: self._attempt(lambda: diary.save(patient_id, done.before)),
            redo=lambda: self._attempt(lambda: diary.save(patient_id, done.diary)),
        )

    def _pain_recorded(self, entry: PainRating) -> None:
        """The rating is one step of the same undo; undoing it voids it, with why."""
        if self.editing is None or entry.patient_id != self.patient_id:
            return
        pain, patient_id = self._workspace.pain, entry.patient_id
        time = f"{entry.at:%H:%M}"
        words = _(_RECORDED[entry.series], score=entry.score, time=time)

        def void() -> None:
            self._attempt(lambda: pain.void(patient_id, entry.id, _("Undone at once")))

        def restore() -> None:
            self._attempt(lambda: pain.restore(patient_id, entry.id))

        self.editing.push_external(words, undo=void, redo=restore)

    def _attempt(self, work: Callable[[], object]) -> None:
        """In a thread; the screens that show ratings hear of the change from the service."""
        self._background.run(work, lambda _: None, self._show_error, owner=self)

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.plan.notices.show_error(error)
