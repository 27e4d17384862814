"""Before the kiosk opens: in which language, and what the patient is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from clinic_app.domain.diary.kiosk import KioskVisit, Topic, questions
from clinic_app.domain.errors import UserError
from clinic_app.services.diary.kiosk import KioskService
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import N_, _, ngettext, own_names, pgettext

_NAMES = {
    Topic.PAIN: N_("Pain: worst, average, now"),
    Topic.PLACE: N_("Where it hurts, on a body chart"),
    Topic.EXERCISES: N_("How the exercises went"),
    Topic.MEASURES: N_("Measures that are due"),
}
_NOT_NOW = {
    Topic.EXERCISES: N_("The plan is empty."),
    Topic.MEASURES: N_("None is due."),
}


class KioskStartDialog(Dialog):
    """``started`` carries the visit. Raises NotFound for an unknown patient."""

    started = Signal(object)

    def __init__(self, kiosk: KioskService, patient_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Hand over to the patient"), parent=parent)
        self._visit = kiosk.offer(patient_id)
        hint = _("Handrail fills the screen, shows nothing else, and locks at the end.")
        self.body.addWidget(label(hint, tone="second", wrap=True))
        self.language = SegmentedControl[str](own_names(), name=_("Language of the questions"))
        self.language.select(self._visit.language)
        self.body.addWidget(self.language)
        self.topics = {topic: self._box(topic) for topic in Topic}
        self._count = label(size=SECOND_LINE, tone="second")
        self.body.addWidget(self._count)
        self.start = self.add_buttons(pgettext("kiosk", "Start"), self._start)
        self._show_count()
        self.start.setFocus()

    def _box(self, topic: Topic) -> QCheckBox:
        offered = topic in self._visit.topics
        box = QCheckBox(_(_NAMES[topic]))
        box.setChecked(offered)
        box.setEnabled(offered)
        self.body.addWidget(box)
        if not offered:
            self.body.addWidget(label(_(_NOT_NOW[topic]), size=SECOND_LINE, tone="third"))
        box.toggled.connect(self._show_count)
        return box

    def _chosen(self) -> KioskVisit:
        topics = tuple(topic for topic, box in self.topics.items() if box.isChecked())
        return self._visit.asking(topics, self.language.value())

    def _show_count(self) -> None:
        count = len(questions(self._chosen()))
        self._count.setText(ngettext("{count} question", "{count} questions", count))
        self.start.setEnabled(count > 0)

    def _start(self) -> None:
        visit = self._chosen()
        if questions(visit):
            self.accept()
            self.started.emit(visit)
        else:
            self.error.show_error(UserError(_("Choose what to ask.")))
