"""What to print: paper, language and parts; below, what is worth a look first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import LAYOUTS, HandoutOptions, Layout
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule, scrolling
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.commands import PRINT
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.handout.checks import CheckLine
from clinic_app.words import _, interface, language_names, ngettext, wording_in

_GLYPHS = {
    "good": ("circle-check", "good"),
    "caution": ("alert-triangle", "caution"),
    "open": ("info-circle", "second"),
}


class OptionsPanel(QWidget):
    """``changed`` comes when a person picks something else; ``options`` is what stands now."""

    changed = Signal()
    save_requested = Signal()
    form_requested = Signal()
    print_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._options = HandoutOptions()
        card = Card(margin=20)
        card.body.addWidget(label(_("Handout"), size=SECTION, bold=True))
        card.body.addWidget(self._chooser())
        self._checks = QVBoxLayout()
        self._checks.setSpacing(8)
        card.body.addLayout(self._checks)
        card.body.addStretch(1)
        self._said = label(size=SECOND_LINE, tone="second", wrap=True)
        card.body.addWidget(self._said)
        card.body.addLayout(self._buttons())
        # Room around the card, so that its border and focus rings are not cut.
        page = boxed(column(card, margins=(16, 16, 16, 16)))
        self.setLayout(column(scrolling(page)))
        self.show_options(self._options)

    def _chooser(self) -> QWidget:
        """All that can be chosen; hidden for a handout that was given out already."""
        warning = self._warning = label(size=SECOND_LINE, tone="caution", wrap=True)
        self._not_reviewed = boxed(row(IconLabel("alert-triangle", tone="caution"), warning))
        parts = (self._not_reviewed, rule(), self._part_boxes(), rule())
        self._choices = boxed(column(self._layout_paper_and_language(), *parts))
        return self._choices

    def _layout_paper_and_language(self) -> QGridLayout:
        self._layout = ComboBox(name=_("Layout"))
        self._layout.setMinimumContentsLength(12)  # the whole name stands in the list
        self._layout.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for layout, choice in LAYOUTS.items():
            self._layout.addItem(choice.name, layout)
        self._layout.activated.connect(self._picked)
        papers = [(Paper.LETTER, _("Letter")), (Paper.A4, "A4")]
        self._paper = SegmentedControl(papers, name=_("Paper"), height=36)
        self._language = SegmentedControl(language_names(), name=_("Language"), height=36)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(_("Layout")), 0, 0)
        grid.addWidget(self._layout, 0, 1)
        left = Qt.AlignmentFlag.AlignLeft
        for line, control in enumerate((self._paper, self._language), 1):
            control.changed.connect(self._picked)
            grid.addWidget(label(control.accessibleName()), line, 0)
            grid.addWidget(control, line, 1, left)
        return grid

    def _part_boxes(self) -> QGridLayout:
        self._parts = {
            "diary": QCheckBox(_("Diary, 14 days")),
            "next_easier": QCheckBox(_("Next easier")),
            "next_harder": QCheckBox(_("Next harder")),
            "mirror": QCheckBox(_("Copy for the chart")),
        }
        self._parts["mirror"].setToolTip(_("The same pages again, in English."))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        places = ((0, 0), (1, 0), (1, 1), (0, 1))
        for box, place in zip(self._parts.values(), places, strict=True):
            box.clicked.connect(self._picked)
            grid.addWidget(box, *place)
        return grid

    def _buttons(self) -> FlowLayout:
        self.save_button = Button(_("Save PDF"), icon="file-text")
        self.print_button = Button(_("Print"), kind="primary", icon="printer", key=PRINT, height=40)
        self.form_button = Button(_("Diary form"), icon="file-text")
        self.form_button.setToolTip(_("The diary as a PDF to fill in on a screen and send back."))
        self.save_button.clicked.connect(self.save_requested)
        self.form_button.clicked.connect(self.form_requested)
        self.print_button.clicked.connect(self.print_requested)
        line = FlowLayout(spacing=8)
        for button in (self.print_button, self.save_button, self.form_button):
            line.addWidget(button)
        return line

    @property
    def options(self) -> HandoutOptions:
        """What was chosen."""
        return self._options

    def show_options(self, options: HandoutOptions) -> None:
        """Show ``options`` without telling of a change."""
        self._options = options
        self._paper.select(options.paper)
        self._language.select(options.language)
        self._layout.setCurrentIndex(list(LAYOUTS).index(options.layout))
        for name, box in self._parts.items():
            box.setChecked(getattr(options, name))
        diary, layout = self._parts["diary"], LAYOUTS[options.layout]
        diary.setEnabled(layout.has_diary is None)
        diary.setToolTip(layout.why_no_diary)
        self._warning.setText(
            _(
                "{language} words, not yet reviewed by a native clinician.",
                language=interface().name_of(options.language),
            )
        )
        self._not_reviewed.setVisible(not wording_in(options.language).is_reviewed)

    def show_checks(self, found: Sequence[CheckLine]) -> None:
        """Show what was found, or nothing while it is not known."""
        clear(self._checks)
        for line in found:
            self._checks.addWidget(_check_row(line))

    def show_page_count(self, pages: int, *, again: bool) -> None:
        """Name on the button what it prints; ``again`` for a handout given out before."""
        if again:
            words = _("Print again")
        elif pages:
            words = ngettext("Print {count} page", "Print {count} pages", pages)
        else:
            words = _("Print")
        self.print_button.rename(words)

    def set_ready(self, ready: bool) -> None:
        """Whether there are pages to print or to save."""
        self.save_button.setEnabled(ready)
        self.form_button.setEnabled(ready and not self._choices.isHidden())
        self.print_button.setEnabled(ready)

    def say(self, words: str) -> None:
        """A quiet line above the buttons: ``Saved.``"""
        self._said.setText(words)
        self._said.setAccessibleName(words)

    def set_locked(self, locked: bool) -> None:
        """Nothing can be chosen for a handout that was given out already."""
        self._choices.setVisible(not locked)
        self.form_button.setVisible(not locked)

    def _picked(self, *_: object) -> None:
        chosen = {name: box.isChecked() for name, box in self._parts.items()}
        self.show_options(
            replace(
                self._options,
                paper=self._paper.value(),
                language=self._language.value(),
                layout=Layout(self._layout.currentData()),  # Qt keeps it as a plain text
                **chosen,
            )
        )
        self.changed.emit()


def _check_row(line: CheckLine) -> QWidget:
    icon, tone = _GLYPHS[line.standing]
    name, found = label(line.name), label(line.found, bold=True)
    made = boxed(row(IconLabel(icon, tone=tone), name, None, found))
    made.setToolTip(line.hint)
    made.setAccessibleName(f"{line.name}: {line.found}")
    made.setAccessibleDescription(line.hint)
    return made
