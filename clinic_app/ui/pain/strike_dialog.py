"""Asking why an entry is wrong before it is struck out."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.services.drafts import DraftService
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import label


class StrikeDialog(Dialog):
    """A reason is needed; the entry stays in the record. ``strike`` is given the reason."""

    def __init__(
        self,
        what: str,
        words: str,
        strike: Callable[[str], None],
        *,
        hint: str,
        drafts: DraftService,
        patient_id: str,
        record_id: str,
        parent: QWidget,
    ) -> None:
        super().__init__(f"Strike out this {what}?", parent=parent)
        self._strike_out = strike
        self.body.addWidget(label(words, bold=True, wrap=True))
        self.body.addWidget(
            label("It stays in the record, struck out, and no longer counts.", wrap=True)
        )
        self.reason = Field("Why is it wrong?", placeholder=hint)
        self.body.addWidget(self.reason)
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Strike out", kind="primary", key="Enter")
        self.agree.clicked.connect(self._strike)
        self.reason.edit.setFocus()
        form = f"strike/{patient_id}/{record_id}"
        self.keep_typed(drafts, form, patient_id, {"reason": self.reason})

    def _strike(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_error("A few words are enough.")
            self.reason.edit.setFocus()
            return
        try:
            self._strike_out(reason)
        except UserError as error:
            self.reason.set_error(str(error))
            return
        self.accept()
