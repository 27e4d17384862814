"""The form for one episode of care, new or known."""

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient import Episode
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.record.episode_form import EpisodeForm


class EpisodeDialog(Dialog):
    """Saves the episode when accepted; ``episode`` None makes a new one."""

    def __init__(
        self,
        workspace: Workspace,
        patient_id: str,
        episode: Episode | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        title = "Edit episode" if episode else "New episode"
        super().__init__(title, width=560, parent=parent)
        self._workspace = workspace
        self._patient_id = patient_id
        self._before = episode
        self.form = EpisodeForm(workspace, with_start=True)
        self.form.show_episode(episode)
        self._error = ErrorBar()
        self.body.addWidget(self._error)
        self.body.addWidget(self.form)
        self.form.condition.edit.setFocus()
        self.add_button("Cancel", key="Esc", on_click=self.reject)
        self.add_button("Save", kind="primary", key="Enter", on_click=self.save)
        form = f"episode/{patient_id}/{episode.id}" if episode else f"episode/{patient_id}"
        drafts, is_new = workspace.drafts, episode is None
        self.keep_typed(drafts, form, patient_id, self.form.parts, whole=is_new)

    def save(self) -> None:
        """Save and close, or say beside a field what is wrong."""
        episode = self.form.read(self._patient_id, self._before)
        if episode is None:
            return
        patients = self._workspace.patients
        try:
            (patients.update_episode if self._before else patients.add_episode)(episode)
        except UserError as error:
            self._error.show_error(error)
            return
        self.accept()
