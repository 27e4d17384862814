"""What the progress tab shows of one patient, read in one go."""

from dataclasses import dataclass, replace

from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import PainChart, Span, cut, day_of
from clinic_app.domain.progress.event import Event
from clinic_app.services.workspace import Workspace
from clinic_app.words import _


@dataclass(frozen=True)
class ProgressContent:
    """The chart of one site over all time, with what the tables need beside it.

    ``sites`` are (site, name) of those with ratings; ``events`` has the voided ones too;
    ``doubtful`` counts days that may not be known though the record says "not done".
    """

    chart: PainChart
    entries: list[PainRating]
    events: list[Event]
    sites: tuple[tuple[str, str], ...]
    doubtful: int = 0

    @property
    def has_something(self) -> bool:
        """Whether there is anything to draw."""
        chart = self.chart
        known = any(week.is_known for week in chart.weeks)
        return bool(self.entries or chart.flags or chart.measures or known)

    def shown(self, span: Span, series: tuple[Series, ...]) -> PainChart:
        """The part of a span with some of the series."""
        return _only(cut(self.chart, span), series)

    def whole(self, series: tuple[Series, ...]) -> PainChart:
        """All of it with some of the series."""
        return _only(self.chart, series)

    def entries_of(self, part: PainChart) -> list[PainRating]:
        """The ratings in a part of the chart, voided ones too; of all time, all there are."""
        first, last = day_of(part.x_first), day_of(part.x_last - 1)
        is_whole = (part.x_first, part.x_last) == (self.chart.x_first, self.chart.x_last)
        series = {track.series for track in part.tracks}
        mine = (e for e in self.entries if e.site == part.site and e.series in series)
        return [e for e in mine if is_whole or first <= e.at.date() <= last]


def read_progress(workspace: Workspace, patient_id: str, site: str) -> ProgressContent:
    """Everything the tab shows; a site without ratings becomes the first that has some."""
    entries = workspace.pain.listing(patient_id)
    rated = sorted({e.site for e in entries if not e.voided})
    chosen = site if site in rated or not rated else rated[0]
    episodes = workspace.patients.episodes(patient_id)
    main = episodes[0].condition if episodes else _("Main problem")
    return ProgressContent(
        workspace.pain.chart(patient_id, span=Span.ALL, site=chosen),
        entries,
        workspace.events.listing(patient_id),
        tuple((s, _name(s) if s else main) for s in rated),
        len(workspace.doubtful.days(patient_id)),
    )


def _only(chart: PainChart, series: tuple[Series, ...]) -> PainChart:
    return replace(chart, tracks=tuple(t for t in chart.tracks if t.series in series))


def _name(site: str) -> str:
    name = region_named(site).words
    return name[:1].upper() + name[1:]
