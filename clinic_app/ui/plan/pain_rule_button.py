"""What a plan prints in the place of the pain numbers: chosen from a list, or in own words."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from clinic_app.domain.plan.plan_document import LONGEST_PAIN_RULE
from clinic_app.services.drafts import DraftService
from clinic_app.ui.common.buttons import IconButton
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import N_, _, chosen, interface

_NUMBERS = N_("Pain numbers, with the clinic\N{RIGHT SINGLE QUOTATION MARK}s limits")


class PainRuleButton(IconButton):
    """``picked`` carries the id of a rule, own words, or nothing for the numbers."""

    picked = Signal(str)

    def __init__(self, rules: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__("alert-circle", _("When the patient stops"))
        self._rules = rules
        self._chosen = ""
        self._drafts: DraftService | None = None
        self._patient_id = ""
        self.clicked.connect(self._open)
        self.show_rule("")

    def keep_drafts_of(self, drafts: DraftService, patient_id: str) -> None:
        """Own words that are being typed are saved as a draft of this patient's."""
        self._drafts, self._patient_id = drafts, patient_id

    def show_rule(self, picked: str) -> None:
        """Say which rule the plan has now."""
        self._chosen = picked
        words = self._words(picked) if picked else _(_NUMBERS)
        self.setToolTip(_("When the patient stops: {rule}", rule=words))
        self.setAccessibleDescription(words)

    def _words(self, picked: str) -> str:
        known = self._rules.get(picked)
        return chosen(known, interface().language) if known else picked

    def menu_now(self) -> QMenu:
        """The choices, the one that holds ticked."""
        menu = QMenu(self)
        own = bool(self._chosen) and self._chosen not in self._rules
        entries = [("", _(_NUMBERS)), *((key, self._words(key)) for key in self._rules)]
        for key, words in entries:

            def pick(_on: bool = False, key: str = key) -> None:
                self.picked.emit(key)

            action = menu.addAction(words, pick)
            action.setCheckable(True)
            action.setChecked(key == self._chosen)
        action = menu.addAction(
            self._chosen if own else _("Own words \N{HORIZONTAL ELLIPSIS}"), self.ask
        )
        action.setCheckable(True)
        action.setChecked(own)
        return menu

    def _open(self) -> None:
        self.menu_now().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def ask(self) -> None:
        """Own words, in the language of the patient."""
        dialog = OwnRuleDialog(self._words(self._chosen), parent=self.window())
        if self._drafts is not None:
            dialog.keep_for(self._drafts, self._patient_id)
        if dialog.exec() == Dialog.DialogCode.Accepted:
            self.picked.emit(dialog.words)
        dialog.deleteLater()


class OwnRuleDialog(Dialog):
    """One sentence that stands on every page in the place of the pain numbers."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(_("When the patient stops"), parent=parent)
        self.rule = Field(_("In the patient's own language"), longest=LONGEST_PAIN_RULE)
        self.rule.edit.setText(words)
        self.body.addWidget(self.rule)
        words = _(
            "It is printed as written, in the place of 0\N{EN DASH}2, 3\N{EN DASH}5 and over 5."
        )
        self.body.addWidget(label(words, size=SECOND_LINE, wrap=True))
        self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.add_button(_("Use these words"), kind="primary", key="Enter", on_click=self.accept)
        self.rule.edit.setFocus()

    def keep_for(self, drafts: DraftService, patient_id: str) -> None:
        """Keep what is typed as a draft of this patient's."""
        form, parts = f"own-rule/{patient_id}", {"rule": self.rule}
        self.keep_typed(drafts, form, patient_id, parts, whole=False)

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(self.rule.text().split())
