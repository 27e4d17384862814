"""Asking why a record is wrong before it is marked as entered in error."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clinic_app.services.drafts import DraftService
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.record_words import RECORDS
from clinic_app.words import N_, _

VOID, RESTORE = N_("Entered in error…"), N_("Restore")


class VoidDialog(Dialog):
    """A reason is needed; the record stays. ``void`` is given the reason, or raises UserError.

    ``what`` is its kind in `RECORDS` (``event``), ``words`` are what this one says.
    """

    def __init__(
        self,
        what: str,
        words: str,
        void: Callable[[str], object],
        *,
        hint: str,
        drafts: DraftService,
        patient_id: str,
        record_id: str,
        parent: QWidget,
    ) -> None:
        super().__init__(_(RECORDS[what].was_it_wrong), parent=parent)
        self._void = void
        self.body.addWidget(label(words, bold=True, wrap=True))
        stays = _("It stays in the record, marked as entered in error, and no longer counts.")
        self.body.addWidget(label(stays, wrap=True))
        self.reason = Field(_("Why is it wrong?"), placeholder=hint)
        self.body.addWidget(self.reason)
        self.agree = self.add_buttons(_("Entered in error"), self._submit)
        self.reason.edit.setFocus()
        self.keep_typed(
            drafts, f"strike/{patient_id}/{record_id}", patient_id, {"reason": self.reason}
        )

    def _submit(self) -> None:
        self.submit(lambda: self._void(self.reason.text()), field=self.reason)


def describe_voided(reason: str) -> str:
    """What stands on the screen for a record that was voided."""
    return _("Entered in error: {reason}", reason=reason)
