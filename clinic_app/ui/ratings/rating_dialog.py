"""Add a rating that was not given just now: yesterday's average, last week's worst."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QTimeEdit, QWidget

from clinic_app.domain.pain.body_chart import REGIONS, region_named
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.day_edit import DayEdit, near_days
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox, Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.ratings.pain_row import PainRow, score_part
from clinic_app.words import _, pgettext


class RatingDialog(Dialog):
    """Series, score, date, time, region and context. A digit and Enter add today's average.

    ``site`` is the region offered first. After ``accept`` ``rating`` is what was added.
    """

    def __init__(
        self,
        workspace: Workspace,
        patient_id: str,
        parent: QWidget | None = None,
        *,
        site: str = "",
    ) -> None:
        super().__init__(_("Add a rating"), width=540, parent=parent)
        self._workspace = workspace
        self._patient_id = patient_id
        self.rating: PainRating | None = None
        options = [(series, series.label) for series in Series]
        self.series: SegmentedControl[Series] = SegmentedControl(options, name=_("Series"))
        self.score = PainRow(name=_("Score, 0 to 10"), keeps=True)
        self.score.picked.connect(self._update_buttons)
        now = workspace.now()
        self.date = DayEdit(now.date())
        self.time = QTimeEdit(QTime(now.hour, now.minute))
        self.time.setDisplayFormat("HH:mm")
        self.time.setAccessibleName(_("Time"))
        self.time.setMinimumWidth(96)
        self.time.lineEdit().setTextMargins(8, 0, 0, 0)
        leave_wheel_to_page(self.time)
        self.site = _regions(workspace.pain.sites(patient_id), site)
        self.context = Field(_("Context (optional)"), placeholder=_("After a long drive"))
        today, yesterday = near_days(self.date, now.date())
        self.body.addWidget(self.series)
        self.body.addWidget(labelled(_("Score, 0 to 10, up is worse"), self.score))
        when = row(self.date, self.time, 4, today, yesterday, None)
        self.body.addLayout(column(label(_("Date and time"), bold=True), when, spacing=6))
        self.body.addWidget(labelled(pgettext("region", "Where"), self.site))
        self.body.addWidget(self.context)
        self.save = self.add_buttons(_("Add the rating"), self._save)
        self._update_buttons()
        self.score.focus_number_entry()
        self._keep_typed()

    def _keep_typed(self) -> None:
        parts = {
            "series": self.series,
            "score": score_part(self.score),
            "date": self.date,
            "time": self.time,
            "site": self.site,
            "context": self.context,
        }
        form = f"rating/{self._patient_id}"
        self.keep_typed(self._workspace.drafts, form, self._patient_id, parts)

    def _update_buttons(self) -> None:
        self.save.setEnabled(self.score.last is not None)

    def _save(self) -> None:
        if self.score.last is not None:
            self.submit(self._record)

    def _record(self) -> None:
        self.rating = self._workspace.pain.record(
            self._patient_id,
            self.score.last or 0,
            series=self.series.value(),
            at=self._at(),
            context=self.context.text(),
            site=str(self.site.currentData()),
        )

    def _at(self) -> datetime:
        """The moment chosen, in this computer's time zone on that day."""
        shown = self.time.time()
        moment = datetime.combine(self.date.day(), time(shown.hour(), shown.minute()))
        return moment.astimezone()  # local time is what was meant


def _regions(rated: Sequence[str], chosen: str) -> ComboBox:
    """What is treated first, then the regions rated before, then the rest of the body chart."""
    found = ComboBox(name=pgettext("region", "Where"))
    found.addItem(_("What is treated"), "")
    others = [region.id for region in REGIONS if region.id not in rated]
    for site in (*filter(None, rated), *others):
        name = region_named(site).words
        found.addItem(name[:1].upper() + name[1:], site)
    found.setCurrentIndex(max(0, found.findData(chosen)))
    return found
