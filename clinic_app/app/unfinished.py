"""What was typed and not saved: named after the unlock, and opened where it was typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from clinic_app.app.screens import SETTINGS, Screens
from clinic_app.domain.draft import Draft, kind_words
from clinic_app.domain.errors import UserError
from clinic_app.services.kiosk_drafts import KIOSK
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.dialogs import Dialog, show_error
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.patient.patient_screen import PROGRESS, RECORD
from clinic_app.ui.settings.settings_screen import CLINIC, LIMITS


class Unfinished(QObject):
    """Lives as long as the screens of an open clinic. Only what waited at the unlock is named."""

    def __init__(self, window: MainWindow, workspace: Workspace, screens: Screens) -> None:
        super().__init__(screens)
        self._window, self._workspace, self._screens = window, workspace, screens
        self._waiting = [d for d in workspace.drafts.mine() if d.kind != KIOSK]
        window.waiting.opened.connect(self.open)
        self._show()

    def refresh(self) -> None:
        """Drafts changed: what is saved or thrown away by now is no longer named."""
        if self._window.waiting.isVisible() and not self._workspace.is_closed:
            places = {draft.place for draft in self._workspace.drafts.mine()}
            left = [draft for draft in self._waiting if draft.place in places]
            if left != self._waiting:
                self._waiting = left
                self._show()

    def open(self, place: str) -> None:
        """Open the form that a draft was typed into, with what was typed."""
        draft = next((d for d in self._waiting if d.place == place), None)
        if draft is None:
            return
        try:
            self._open(draft)
        except UserError as error:
            show_error(self._window, error)

    def _show(self) -> None:
        named = [(draft.place, self._words(draft)) for draft in self._waiting]
        self._window.waiting.show_entries(named)

    def _words(self, draft: Draft) -> str:
        what = kind_words(draft.place)
        if draft.patient_id is None:
            return what
        try:
            patient = self._workspace.patients.get(draft.patient_id)
        except UserError:
            return what
        return f"{what} of {patient.name}" + (", archived" if patient.archived else "")

    def _open(self, draft: Draft) -> None:
        if draft.patient_id:
            self._screens.open_patient(draft.patient_id)
        act = self._actions(draft).get(draft.kind)
        if act is not None:
            QTimer.singleShot(0, self, lambda: _bring_back(draft, self))
            act()

    def _actions(self, draft: Draft) -> dict[str, Callable[[], object]]:
        screens, patient, progress = self._screens, self._screens.patient, self._screens.progress
        made = progress.dialogs
        rest = draft.form.partition("/")[2]

        def on(tab: int, act: Callable[[], object] | None = None) -> Callable[[], None]:
            def run() -> None:
                patient.show_tab(tab)
                if act is not None:
                    act()

            return run

        def settings(page: str) -> Callable[[], None]:
            def run() -> None:
                screens.window.show_screen(SETTINGS)
                screens.settings.show_page(page)
                if page == LIMITS and rest != "advice":
                    screens.settings.show_limits(rest)

            return run

        return {
            "clinic": settings(CLINIC),
            "compare": on(PROGRESS, made.compare_dates),
            "diary": patient.enter_diary,
            "doubtful": on(PROGRESS, progress.look_at_doubtful_days),
            "episode": on(RECORD, lambda: screens.record.edit_episode(rest.partition("/")[2])),
            "event": on(PROGRESS, made.add_event),
            "form": on(PROGRESS, made.add_form),
            "import": on(PROGRESS, progress.import_ratings),
            "limits": settings(LIMITS),
            "measure": on(PROGRESS, made.add_measure),
            "new-patient": screens.new_patient,
            "own-rule": patient.plan.head.pain_rule.ask,
            "rating": on(PROGRESS, made.add_rating),
            "record": on(RECORD),
            "report": on(PROGRESS, made.make_report),
            "session": on(PROGRESS, made.add_session),
            "strike": on(PROGRESS),
            "template": patient.plan.save_template,
        }


def _bring_back(draft: Draft, _owner: QObject) -> None:
    """In the dialog that was opened for it."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, Dialog):
        dialog.bring_back(draft.place)
