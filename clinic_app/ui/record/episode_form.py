"""The fields of an episode of care: condition, ICD-10 code, region, side, and its first day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from clinic_app.domain.dates import day_words, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.condition import CONDITION_GROUPS
from clinic_app.domain.patient.patient import Episode
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.text import clean_line
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.words import N_, NP_, _

_SIDES = {
    "": N_("No side"),
    "left": NP_("treated side", "Left"),
    "right": NP_("treated side", "Right"),
    "both": NP_("treated side", "Both"),
}


class EpisodeForm(QWidget):
    """``read`` makes an episode; a suggested condition fills in code and region."""

    def __init__(self, workspace: Workspace, *, with_start: bool = False) -> None:
        super().__init__()
        self._today: Callable[[], date] = lambda: workspace.now().date()
        self._order = workspace.staff.clinic().date_order
        self.condition = Field(_("Condition"), placeholder=_("Low back pain"))
        self.icd10 = Field(_("ICD-10, if wanted"), placeholder="M54.50", longest=12)
        self.started = Field(_("Since"), longest=40)
        self.region = ComboBox(name=_("Region"))
        self.region.addItem(_("Choose a region"), "")
        for term, words in workspace.library.vocabulary.labels("region").items():
            self.region.addItem(words, term)
        self.side = SegmentedControl(
            [(side, _(words)) for side, words in _SIDES.items()], name=_("Side")
        )
        self._suggest()
        self._lay_out(with_start)

    def _lay_out(self, with_start: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        region = labelled(_("Region"), self.region)
        parts = [self.condition, self.icd10, region, labelled(_("Side"), self.side)]
        for place, part in enumerate([*parts, self.started] if with_start else parts):
            grid.addWidget(part, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _suggest(self) -> None:
        completer = QCompleter([group.words for group in CONDITION_GROUPS], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Qt puts the whole line into the field after its signal; ours comes later and stays.
        completer.activated.connect(self.take_suggestion, Qt.ConnectionType.QueuedConnection)
        self.condition.edit.setCompleter(completer)

    def take_suggestion(self, words: str) -> None:
        """Fill in name, code and (where it is certain) region of the chosen group."""
        code = words.rpartition(", ")[2]
        group = next(g for g in CONDITION_GROUPS if g.code == code)
        self.condition.edit.setText(_(group.name))
        self.icd10.edit.setText(group.code)
        if group.region:
            self.region.setCurrentIndex(self.region.findData(group.region))

    def show_episode(self, episode: Episode | None) -> None:
        """Fill the fields; None is a new episode that starts today."""
        self.started.edit.setText(day_words(episode.started if episode else self._today()))
        if episode is not None:
            self.condition.edit.setText(episode.condition)
            self.icd10.edit.setText(episode.icd10)
            self.region.setCurrentIndex(max(0, self.region.findData(episode.region)))
            known = episode.side if episode.side in _SIDES else ""
            self.side.select(known)

    @property
    def parts(self) -> dict[str, QWidget]:
        """Its fields, by the names of an episode's."""
        return {
            "condition": self.condition,
            "icd10": self.icd10,
            "region": self.region,
            "side": self.side,
            "started": self.started,
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of an episode."""
        typed = f"{self.condition.text()}{self.icd10.text()}".strip()
        return not typed and not self.region.currentData()

    def read(self, patient_id: str, before: Episode | None = None) -> Episode | None:
        """The episode as typed, or None after saying beside a field what is wrong."""
        try:
            started = self._start()
        except UserError as error:
            self.started.set_error(str(error))
            self.started.edit.setFocus()
            return None
        self.condition.set_error("")
        if not self.region.currentData():
            self.condition.set_error(_("Choose the region that is treated, too."))
            self.region.setFocus()
            return None
        try:
            return Episode(
                before.id if before else new_id(),
                patient_id,
                clean_line(self.condition.text(), _("The condition")),
                self.region.currentData(),
                self.side.value(),
                self.icd10.text(),
                started,
                before.ended if before else None,
            )
        except UserError as error:
            self.icd10.set_error(str(error))
            self.icd10.edit.setFocus()
            return None

    def _start(self) -> date:
        self.started.set_error("")
        if not self.started.text().strip():
            return self._today()
        started = parse_date(self.started.text(), self._order)
        if started > self._today():
            raise UserError(_("An episode cannot start in the future."))
        return started
