"""The line above the plan: how many exercises, how long a day, templates."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.plan.plan import MANY_EXERCISES, Lookup, Plan
from clinic_app.services.exercises.library import open_signs
from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.chips import Chip, precaution_look
from clinic_app.ui.common.commands import ADD_EXERCISE
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.plan.pain_rule_button import PainRuleButton
from clinic_app.words import N_, _, ngettext

_SAVE, _TIGHT = N_("Save as template"), 680  # px: below, fewer words


class PlanHead(QWidget):
    """``Plan  4 exercises · 18 minutes a day``. Narrow, it holds the field that adds."""

    def __init__(
        self,
        add_exercise: Callable[[], object],
        choose_template: Callable[[], object],
        save_template: Callable[[], object],
        set_pain_rule: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._count = label(size=SECOND_LINE, bold=True)
        self._exercises = label(size=SECOND_LINE, tone="second")
        self._minutes = label(size=SECOND_LINE, bold=True)
        self._a_day = label(size=SECOND_LINE, tone="second")
        self._many = Chip(precaution_look(_("More than {number}", number=MANY_EXERCISES)))
        self._many.setToolTip(_("More exercises are harder to keep up. You decide."))
        self._template = Button(_("Template"), kind="text", icon="template")
        self._template.setToolTip(_("Start from a template (Ctrl+T)"))
        self._save = Button(_(_SAVE), kind="text", icon="device-floppy")
        self._save.setToolTip(_("Save this plan as a template"))
        self._small_template = IconButton("template", _("Start from a template (Ctrl+T)"))
        self.pain_rule = PainRuleButton(open_signs().pain_rules)
        self.pain_rule.picked.connect(set_pain_rule)
        self._add = _OpensLibrary()
        self._add.opened.connect(add_exercise)
        for button in (self._template, self._small_template):
            button.clicked.connect(choose_template)
        self._save.clicked.connect(save_template)
        title = label(_("Plan"), size=SECTION, bold=True)
        counts = (title, 6, self._count, self._exercises, self._minutes, self._a_day, 6)
        parts = (self._add, self.pain_rule, self._template, self._save, self._small_template)
        line = self._line = row(*counts, self._many, None, *parts, spacing=4)
        self.setLayout(line)
        self.set_narrow(False)

    def hold(self, part: QWidget) -> None:
        """Lay a part after the count, such as what waits for the clinician."""
        self._line.insertWidget(self._line.indexOf(self._many) + 1, part)

    def set_narrow(self, narrow: bool) -> None:
        """Under 1100 px the library is a field here; saving a template stays in its dialog."""
        self._add.setVisible(narrow)
        self._small_template.setVisible(narrow)
        self._template.setVisible(not narrow)
        self._save.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._save.rename(_("Save") if self.width() < _TIGHT else _(_SAVE))

    def set_read_only(self, read_only: bool) -> None:
        """Nothing can be added or saved."""
        for part in (self._add, self.pain_rule, self._small_template, self._template, self._save):
            part.setEnabled(not read_only)

    def show_plan(self, plan: Plan, lookup: Lookup) -> None:
        """Count exercises and minutes."""
        many = len(plan.items)
        minutes = plan.minutes_a_day(lookup)
        self._count.setText(str(many) if many else "")
        # Translators: both stand behind a number in bold: 4 exercises · 18 minutes a day.
        exercises = ngettext("exercise ·", "exercises ·", many)
        self._exercises.setText(exercises if many else "")
        self._minutes.setText(str(minutes) if many else "")
        a_day = ngettext("minute a day", "minutes a day", minutes)
        self._a_day.setText(a_day if many else "")
        self._many.setVisible(plan.is_many)
        self.pain_rule.show_rule(plan.pain_rule)
        self.pain_rule.setVisible(many > 0)
        self._save.setEnabled(many > 0 and self._template.isEnabled())

    @property
    def is_warning(self) -> bool:
        """Whether the chip about many exercises shows."""
        return self._many.isVisibleTo(self)

    @property
    def words(self) -> str:
        """What the line says, for tests and screen readers."""
        parts = (self._count, self._exercises, self._minutes, self._a_day)
        return " ".join(part.text() for part in parts if part.text())


class _OpensLibrary(LineEdit):
    """Looks like the field of the library; to click it is to open the drop-down."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(icon="search", key=ADD_EXERCISE)
        self.setPlaceholderText(_("Add an exercise"))
        self.setAccessibleName(_("Add an exercise"))
        self.setReadOnly(True)
        self.setFixedWidth(248)

    def mousePressEvent(self, event: object) -> None:
        if self.isEnabled():
            self.opened.emit()
