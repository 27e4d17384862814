"""What was typed and not saved: named after the unlock, and opened where it was typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from clinic_app.app.screen_list import SETTINGS
from clinic_app.app.screens import Screens
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.draft import Draft, kind_words
from clinic_app.services.diary.kiosk_drafts import KIOSK
from clinic_app.ui.common.dialogs import Dialog, show_error
from clinic_app.ui.patient.patient_screen import PROGRESS, RECORD
from clinic_app.ui.settings.settings_screen import CLINIC, LIMITS
from clinic_app.words import _


class Unfinished:
    """Lives as long as the screens of an open clinic. Only what waited at the unlock is named."""

    def __init__(self, screens: Screens) -> None:
        self._screens, self._clinic = screens, screens.clinic
        self._window, self._workspace = screens.clinic.window, screens.clinic.workspace
        self._waiting = [d for d in self._workspace.drafts.mine() if d.kind != KIOSK]
        self._window.waiting.opened.connect(self.open)
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
        # Translators: {what} is a form that was not finished: "diary of Marigold Sample".
        if patient.archived:
            return _("{what} of {name}, archived", what=what, name=patient.name)
        return _("{what} of {name}", what=what, name=patient.name)

    def _open(self, draft: Draft) -> None:
        if draft.patient_id:
            self._screens.open_patient(draft.patient_id)
        act = self._actions(draft).get(draft.kind)
        if act is not None:
            QTimer.singleShot(0, self._clinic.owner, partial(_bring_back, draft))
            act()

    def _actions(self, draft: Draft) -> dict[str, Callable[[], object]]:
        screens, patient, progress = self._screens, self._screens.patient, self._screens.progress
        made, at = progress.dialogs, patient.at_tab
        rest = draft.form.partition("/")[2]

        def settings(page: str) -> Callable[[], None]:
            def run() -> None:
                self._window.show_screen(SETTINGS)
                screens.settings.show_page(page)
                if page == LIMITS and rest != "advice":
                    screens.settings.show_limits(rest)

            return run

        return {
            "clinic": settings(CLINIC),
            "compare": at(PROGRESS, made.compare_dates),
            "diary": patient.enter_diary,
            "doubtful": at(PROGRESS, progress.look_at_doubtful_days),
            "episode": at(RECORD, lambda: screens.record.edit_episode(rest.partition("/")[2])),
            "event": at(PROGRESS, made.add_event),
            "form": at(PROGRESS, made.add_form),
            "import": at(PROGRESS, progress.import_ratings),
            "limits": settings(LIMITS),
            "measure": at(PROGRESS, made.add_measure),
            "new-patient": screens.new_patient,
            "own-rule": patient.plan.head.pain_rule.ask,
            "rating": at(PROGRESS, made.add_rating),
            "record": at(RECORD),
            "report": at(PROGRESS, made.make_report),
            "session": at(PROGRESS, made.add_session),
            "strike": at(PROGRESS),
            "template": patient.plan.column.save_template,
        }


def _bring_back(draft: Draft) -> None:
    """In the dialog that was opened for it."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, Dialog):
        dialog.bring_back(draft.place)
