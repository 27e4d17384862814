"""Where the patient last said that it hurts: the marks, the date, and the names in words."""

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.charted_body import ChartedBody
from clinic_app.domain.pain.pain import PainMap
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, column
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.figure.body_chart_view import BodyChartView
from clinic_app.words import DAY_MONTH_YEAR, _, interface, pgettext

_HEIGHT = 260


class LatestPainMap:
    """The newest body chart of a patient, to look at. ``widget`` is hidden while there is none."""

    def __init__(self, workspace: Workspace, background: Background) -> None:
        self._workspace, self._background = workspace, background
        self._shown: tuple[str, Look] = ("", Look())
        self._title = label(bold=True)
        self._names = label(size=SECOND_LINE, tone="second", wrap=True)
        self.chart = BodyChartView(language=interface().language, is_read_only=True)
        self.chart.setFixedHeight(_HEIGHT)
        self.widget = boxed(column(self._title, self.chart, self._names))
        self.widget.hide()

    def show_patient(self, patient_id: str) -> None:
        """Show a patient's newest chart. Raises NotFound."""
        maps = self._workspace.pain_maps.valid(patient_id)
        self.widget.setVisible(bool(maps))
        if maps:
            look = self._workspace.patients.get(patient_id).drawn_as
            self._show(max(maps, key=lambda one: one.at), look)

    def _show(self, newest: PainMap, look: Look) -> None:
        self._shown = (newest.patient_id, look)
        day = interface().date(newest.at.date(), DAY_MONTH_YEAR)
        self._title.setText(_("Where it hurts, {day}", day=day))
        language = interface().language
        names = [region_named(name).name(language) for name in newest.regions]
        words = ", ".join(names) or pgettext("body", "nowhere")
        self._names.setText(words[:1].upper() + words[1:])
        self.chart.set_marks(newest.regions)
        figures, requested = self._workspace.figures, self._shown
        self._background.run(
            lambda: figures.body_chart(look),
            lambda drawn: self._show_chart(requested, drawn),
            lambda _error: None,
            owner=self.widget,
        )

    def _show_chart(self, requested: tuple[str, Look], drawn: ChartedBody) -> None:
        if requested == self._shown:  # else another patient was opened meanwhile
            self.chart.show_chart(drawn)
