"""Keep a plan as a template of the clinic."""

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan import Plan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import SECOND_LINE, label


class SaveTemplateDialog(Dialog):
    """A name, and in a few words what it is for. Notes for the patient go along: they are shown."""

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        patient_id: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Save as template", parent=parent)
        self._workspace = workspace
        self._plan = plan
        self.name = Field("Name", placeholder="Low back, first weeks", longest=80)
        self.about = Field("What it is for (optional)")
        self.body.addWidget(self.name)
        self.body.addWidget(self.about)
        notes = [item.note for item in plan.items if item.note]
        if notes or any(item.own_steps for item in plan.items):
            words = "Notes and own words of this plan go into the template. Leave out names."
            self.body.addWidget(label(words, size=SECOND_LINE, tone="caution", wrap=True))
        self.add_button("Cancel", key="Esc", on_click=self.reject)
        self.add_button("Save", kind="primary", key="Enter", on_click=self._save)
        self.name.edit.setFocus()
        parts = {"name": self.name, "about": self.about}
        self.keep_typed(workspace.drafts, f"template/{patient_id}", patient_id or None, parts)

    def accept_named(self, name: str, about: str) -> None:
        """Fill both fields and save, as Enter does."""
        self.name.edit.setText(name)
        self.about.edit.setText(about)
        self._save()

    def _save(self) -> None:
        try:
            self._workspace.templates.save(self.name.text(), self.about.text(), self._plan)
        except UserError as error:
            self.name.set_error(str(error))
            return
        self.accept()
