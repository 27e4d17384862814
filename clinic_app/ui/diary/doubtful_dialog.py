"""Days on which "not done" may be only an untouched box: which are entered in error, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from clinic_app.domain.dates import long_date
from clinic_app.domain.diary.doubtful import DoubtfulDay
from clinic_app.services.diary.doubtful import REASON
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.draft_parts import Part
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.tick_delegate import TickDelegate
from clinic_app.words import N_, _, ngettext

_WHY = N_(
    "An earlier version kept “not done” for every exercise of a day with a pain number, or of a day"
    " before the plan began. If nobody said so, it is not known. Marked as entered in error,"
    " these days count neither for nor against the patient."
)
_OFF = Qt.CheckState.Unchecked
_KEPT = N_("The days that are not ticked stay “not done”, and are asked about no more.")


class DoubtfulDialog(Dialog):
    """After ``accept`` the ticked days (``voided``) are entered in error, the others stay."""

    def __init__(
        self, workspace: Workspace, patient_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Not done, or not known?"), width=620, parent=parent)
        self._doubtful, self._patient_id = workspace.doubtful, patient_id
        self._days = workspace.doubtful.days(patient_id)
        self.voided: tuple[DoubtfulDay, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Days"))
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for day in self._days:
            item = QListWidgetItem(_words(day), self.list)
            item.setCheckState(Qt.CheckState.Checked)
        self.reason = Field(_("Why"), longest=200)
        self.reason.edit.setText(_(REASON))
        self.every, self.none = Button(_("Tick all")), Button(_("Tick none"))
        self.every.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self._lay_out()
        self.list.itemChanged.connect(self._update_buttons)
        self._update_buttons()
        self.list.setFocus()
        ticked = Part(self._ticked_days, self._tick_days, self.list.itemChanged)
        parts = {"days": ticked, "reason": self.reason}
        self.keep_typed(workspace.drafts, f"doubtful/{patient_id}", patient_id, parts, whole=False)

    def _ticked_days(self) -> list[str]:
        return [day.day.isoformat() for day in self.chosen()]

    def _tick_days(self, days: list[str]) -> None:
        """Days that are decided about meanwhile are not here any more."""
        for n, day in enumerate(self._days):
            on = day.day.isoformat() in days
            self.list.item(n).setCheckState(Qt.CheckState.Checked if on else _OFF)

    def _lay_out(self) -> None:
        self.body.addWidget(label(_(_WHY), wrap=True))
        self.list.setMinimumHeight(min(36 * len(self._days) + 6, 300))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row(self.every, self.none, None))
        self.body.addWidget(self.reason)
        self.body.addWidget(label(_(_KEPT), size=SECOND_LINE, tone="second", wrap=True))
        self.agree = self.add_buttons(_("Entered in error"), self._submit)

    def chosen(self) -> tuple[DoubtfulDay, ...]:
        """The days that are ticked."""
        rows = range(self.list.count())
        ticked = [self.list.item(n).checkState() is Qt.CheckState.Checked for n in rows]
        return tuple(day for day, on in zip(self._days, ticked, strict=True) if on)

    def _tick(self, state: Qt.CheckState) -> None:
        for n in range(self.list.count()):
            self.list.item(n).setCheckState(state)

    def _update_buttons(self) -> None:
        count = len(self.chosen())
        marks = ngettext(
            "Mark {count} day as entered in error", "Mark {count} days as entered in error", count
        )
        self.agree.rename(marks if count else _("Keep all as not done"))
        self.reason.setEnabled(bool(count))

    def _submit(self) -> None:
        self.submit(self._decide)

    def _decide(self) -> None:
        voided = self.chosen()
        others = [day for day in self._days if day not in voided]
        if voided:
            self._doubtful.void(self._patient_id, voided, self.reason.text())
        if others:
            self._doubtful.keep(self._patient_id, others)
        self.voided = voided


def _words(day: DoubtfulDay) -> str:
    return ngettext(
        "{day}: {count} exercise “not done”, {why}",
        "{day}: {count} exercises “not done”, {why}",
        len(day.log_ids),
        day=long_date(day.day),
        why=day.why,
    )
