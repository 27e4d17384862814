"""What a check beside the work found, and what can be done about it without leaving the clinic."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from clinic_app.domain.records.finding import Finding
from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.card import boxed, column, rule, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.tell_card import tell_card
from clinic_app.words import N_, _

_HINT = N_(
    "The check changed nothing. Copy the folder before you go on, for somebody who can help."
)
_COPY = N_("Everything in the clinic's folder, to a place that you choose. It stays encrypted.")
_WIDTH, _HEIGHT = 760, 480  # fits a window of 911 x 512


class FoundDialog(Dialog):
    """``copy`` is the choice to copy the folder, ``loss`` the one to accept what was found.

    ``lines`` are technical ones; ``no_going_on`` says why this person may not accept it.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        lines: Sequence[str],
        *,
        no_going_on: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Something is missing or was changed"), width=_WIDTH, parent=parent)
        self.copy = ActionRow("copy", _("Copy the damaged folder"), _(_COPY), _("Copy…"))
        self.loss = AcceptLoss(_("Go on with it"), _("Tells it no more."), why_not=no_going_on)
        page = column(
            label(_(_HINT), tone="second", wrap=True),
            found_list(findings),
            self.copy.widget,
            rule(),
            self.loss.go_on.widget,
            self.loss.field,
            tell_card(lines),
            None,
            spacing=12,
            margins=(0, 0, 12, 0),
        )
        self.body.addWidget(scrolling(boxed(page)), 1)
        self.add_button(_("Close"), key="Esc", on_click=self.reject)
        self.resize(_WIDTH, _HEIGHT)
