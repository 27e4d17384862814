"""What the patient reads about their precautions at one exercise, each sentence with a switch."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.precaution import said_by_tags, support_wanted
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import clear, column, row
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import _


class SafetyRows(QWidget):
    """``switched`` carries tags and whether they are printed; ``support_picked`` a setting."""

    switched = Signal(tuple, bool)
    support_picked = Signal(str, str)

    def __init__(self, exercise: Exercise, patient: Patient) -> None:
        super().__init__()
        self._exercise, self._patient = exercise, patient
        self._language = patient.language if patient.language in exercise.words else "en"
        self._shown: object = None
        self.boxes: list[QCheckBox] = []
        self.support = Button("", kind="text", on_click=self._pick_support)
        self._support: tuple[str, str] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.setLayout(
            column(
                label(_("Printed under the dose"), size=SECOND_LINE),
                self._lines,
                (self.support, 0, Qt.AlignmentFlag.AlignLeft),
                spacing=4,
            )
        )

    def show_item(self, item: PlanItem) -> None:
        """The sentences at the item's settings; nothing where no precaution is met."""
        settings, tags = item.rung.settings, self._patient.precautions
        said = said_by_tags(self._exercise, settings, tags, self._language)
        if (said, item.quiet) != self._shown:
            self._shown = said, item.quiet
            self._show(said, item.quiet)
        self._support = support_wanted(self._exercise, settings, tags)
        self.support.setVisible(self._support is not None)
        if self._support is not None:
            setting = self._exercise.settings[self._support[0]]
            value = setting.shown_value(self._support[1])
            words = _("Set {setting}: {value}", setting=setting.shown_label, value=value)
            self.support.rename(words)
            self.support.setToolTip(_("Then figure and steps show what the sentence asks for."))
        self.setVisible(bool(said))

    def _show(self, said: tuple[tuple[str, tuple[str, ...]], ...], quiet: tuple[str, ...]) -> None:
        clear(self._lines)
        self.boxes = []
        for sentence, tags in said:
            box = QCheckBox(_("Print"))
            box.setAccessibleName(_("Print: {sentence}", sentence=sentence))
            box.setChecked(not set(tags) <= set(quiet))
            box.clicked.connect(self._switch_of(tags))
            self.boxes.append(box)
            line = QWidget()
            parts = row((box, 0, Qt.AlignmentFlag.AlignTop), (label(sentence, wrap=True), 1))
            line.setLayout(parts)
            self._lines.addWidget(line)

    def _switch_of(self, tags: tuple[str, ...]) -> Callable[[bool], None]:
        def switch(printed: bool) -> None:
            self.switched.emit(tags, printed)

        return switch

    def _pick_support(self) -> None:
        if self._support is not None:
            self.support_picked.emit(*self._support)
