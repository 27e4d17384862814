"""Pain ratings: record, void, chart, judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import treated_region
from clinic_app.domain.pain.pain import PainRating, Series, check_time
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart, Span, describe
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.text import LONGEST_NOTE, clean_line
from clinic_app.domain.trend.trend import Trend, between, by_series, judge
from clinic_app.domain.trend.trend_rules import TrendRule
from clinic_app.services.changes import PainChanged
from clinic_app.services.pain_csv.cells import MOST_RATINGS, too_many
from clinic_app.services.pain_csv.export import write
from clinic_app.services.pain_csv.importing import Imported, check_importable, mark_known
from clinic_app.services.pain_csv.many_rows import (
    Progress,
    in_parts,
    no_progress,
    without_collecting,
)
from clinic_app.services.pain_csv.reading import read
from clinic_app.services.pain_csv.values import CsvPreview, Options
from clinic_app.services.patients.records import MeasureService, RecordService
from clinic_app.services.plan.plans import PlanService
from clinic_app.services.progress.situations import verdicts
from clinic_app.services.rules import RuleService
from clinic_app.storage.records import pain, patients, staff
from clinic_app.words import ENGLISH, _, in_language

ChartKind = Literal["png", "svg", "pdf"]
PICTURE_WIDTH_PX = 1600


@dataclass(eq=False)
class PainService(RecordService[PainRating]):
    """Ratings of every patient, and what beside them the chart shows."""

    _changed = PainChanged
    _plans: PlanService
    _rules: RuleService
    _events: RecordService[Event]
    _exercise_logs: RecordService[ExerciseLog]
    _measures: MeasureService

    def record(
        self,
        patient_id: str,
        score: int,
        *,
        series: Series = Series.NOW,
        at: datetime | None = None,
        context: str = "",
        site: str = "",
    ) -> PainRating:
        """Add one rating; raises UserError for a score outside 0-10 or a time that cannot be."""
        when = at or self._session.now()
        check_time(when, self._session.now())
        note = clean_line(context, _("The note"), longest=LONGEST_NOTE)
        return self.add(PainRating(new_id(), patient_id, series, score, when, note, site=site))

    def add_all(
        self,
        patient_id: str,
        new: Sequence[PainRating],
        *,
        from_file: bool = False,
        progress: Progress = no_progress,
    ) -> None:
        """Add several ratings at once: all or none; the trail says where they came from a file.

        Raises NotFound for an unknown patient, UserError for a rating before the patient was born.
        """
        with self._session.write(changed=PainChanged(patient_id)) as tx:
            self._check_born(tx, patient_id, new)
            for some in in_parts(new, progress):
                pain.add(tx, some)
            progress(len(new), len(new))
            if from_file:
                detail = {"what": "pain ratings", "count": len(new)}
                tx.audit("import", "file", new_id(), detail, patient_id)

    def listing(self, patient_id: str) -> list[PainRating]:
        """All ratings, voided ones too, the oldest first."""
        with self._session.read() as tx:
            return pain.listing(tx, patient_id)

    def recent(self, patient_ids: Sequence[str], *, days: int = 28) -> dict[str, list[PainRating]]:
        """Ratings of the last days, voided ones too, for the small lines of the home screen."""
        since = self._session.now() - timedelta(days=days)
        with self._session.read() as tx:
            return pain.recent(tx, patient_ids, since)

    def _day_of(self, record: PainRating) -> date:
        """Where it was given, whatever the clock stands at here."""
        return record.at.date()

    def rule(self, patient_id: str, site: str = "") -> TrendRule:
        """The rule for the region that the patient is treated for now, or for that of a site.

        Where there is a later episode of care, ratings count from the start of the newest one.
        """
        treated = self._rules_of((patient_id,))[patient_id]
        if not site:
            return treated
        return self._rules.trend(treated_region(site)).counting_from(treated.since)

    def trend(self, patient_id: str, site: str = "") -> Trend:
        """The verdict of today on what the patient is treated for, or on a site."""
        rated = (e for e in self.listing(patient_id) if e.site == site)
        return judge(rated, self.rule(patient_id, site), today=self._today)

    def site_trends(self, patient_id: str) -> dict[str, Trend]:
        """The verdict of today on every site that was rated, what is treated ("") first."""
        with self._session.read() as tx:
            return verdicts(tx, (patient_id,), self._rules, self._today).get(patient_id, {})

    @property
    def _today(self) -> date:
        return self._session.now().date()

    def trends(self, patient_ids: Sequence[str]) -> dict[str, dict[str, Trend]]:
        """The verdicts of several patients by site, what is treated ("") first and always there."""
        today = self._today
        with self._session.read() as tx:
            found = verdicts(tx, patient_ids, self._rules, today)
        unrated = self._rules_of([i for i in patient_ids if "" not in found.get(i, {})])
        nothing = {i: {"": judge((), rule, today=today)} for i, rule in unrated.items()}
        return {i: {**nothing.get(i, {}), **found.get(i, {})} for i in patient_ids}

    def compare(self, patient_id: str, before: date, after: date, site: str = "") -> Trend:
        """The week up to one day against the week up to another, of any episode of care."""
        rated = by_series(e for e in self.listing(patient_id) if e.site == site)
        rule = replace(self.rule(patient_id, site), since=None)
        return between(rated, before=before, after=after, today=self._today, rule=rule)

    def _rules_of(self, patient_ids: Sequence[str]) -> dict[str, TrendRule]:
        with self._session.read() as tx:
            care = patients.newest_care(tx, patient_ids)
        by_region = self._rules.trends(("", *{region for region, _ in care.values()}))
        found = dict.fromkeys(patient_ids, by_region[""])
        return found | {i: by_region[r].counting_from(since) for i, (r, since) in care.items()}

    def rated_sites(self, patient_id: str) -> list[str]:
        """The sites with ratings, what the patient is treated for ("") first."""
        with self._session.read() as tx:
            return pain.rated_sites(tx, patient_id)

    def sites(self, patient_id: str) -> list[str]:
        """The same, with what the patient is treated for also where it was never rated."""
        return sorted({*self.rated_sites(patient_id), ""})

    def annotations(self, patient_id: str) -> list[ChartAnnotation]:
        """Changes of the plan and noted events, as the chart flags them."""
        noted = [
            ChartAnnotation(e.day, e.words, FlagKind(e.kind), event_id=e.id)
            for e in self._events.valid(patient_id)
        ]
        return [*self._plans.flags(patient_id), *noted]

    def chart(
        self,
        patient_id: str,
        *,
        span: Span,
        series: Iterable[Series] = tuple(Series),
        site: str = "",
    ) -> PainChart:
        """The chart of one site, with plan changes, events, adherence and measures."""
        return describe(
            self.listing(patient_id),
            self.annotations(patient_id),
            span=span,
            today=self._today,
            series=series,
            site=site,
            logs=self._exercise_logs.valid(patient_id),
            measures=self._measures.tracks(patient_id),
            rule=self.rule(patient_id, site),
        )

    def chart_file(self, patient_id: str, *, kind: ChartKind, span: Span, site: str = "") -> bytes:
        """The chart as a file to save, noted in the trail; the patient's name is not on it."""
        self._session.require(Permission.EXPORT)
        with in_language(ENGLISH):  # the printed chart's own language, whatever the window speaks
            made = self._drawn(patient_id, kind, span, site)
        self._note_export(patient_id, "pain chart", kind)
        return made

    def _drawn(self, patient_id: str, kind: ChartKind, span: Span, site: str) -> bytes:
        from clinic_app.paper.chart import chart as printed_chart

        chart = self.chart(patient_id, span=span, site=site)
        title = f"Pain, {region_words(site)}" if site else "Pain"
        if kind == "svg":
            return printed_chart.chart_svg(chart, title=title).encode("utf-8")
        if kind == "png":
            return printed_chart.chart_png(chart, width_px=PICTURE_WIDTH_PX, title=title)
        return printed_chart.chart_pdf(chart, title=title)

    @without_collecting()
    def read_csv(
        self,
        patient_id: str,
        data: bytes,
        options: Options | None = None,
        progress: Progress = no_progress,
    ) -> CsvPreview:
        """Look at a CSV file without keeping anything; ratings that the record holds are marked.

        ``options`` are a person's answers; what is still open is in ``questions``.
        """
        with self._session.read() as tx:
            order = staff.clinic(tx).date_order
            born = patients.get(tx, patient_id).born
            held = pain.listing(tx, patient_id)
        now = self._session.now()
        preview = read(
            data,
            now=now,
            order=order,
            options=options,
            born=born,
            patient_id=patient_id,
            progress=progress,
        )
        return mark_known(preview, held)

    @without_collecting()
    def import_csv(
        self, patient_id: str, preview: CsvPreview, progress: Progress = no_progress
    ) -> Imported:
        """Keep the new rows of a preview, all or none; ``progress`` may stop it until the end.

        Raises UserError where a question is open, or lines are bad and it was not said that they
        are left out: then nothing is kept.
        """
        check_importable(preview)
        held = self.listing(patient_id)
        preview = mark_known(preview, held)
        fresh = list(preview.fresh())
        if fresh and len(held) + len(fresh) > MOST_RATINGS:
            raise too_many(
                _(
                    "{new} new ratings beside {held} in the record",
                    new=f"{len(fresh):,}",
                    held=f"{len(held):,}",
                )
            )
        if any(entry.patient_id != patient_id for entry in fresh):
            raise UserError(_("This file was read for another patient."))
        if fresh:
            self.add_all(patient_id, fresh, from_file=True, progress=progress)
        known = sum(row.known for row in preview.rows)
        return Imported(len(fresh), known, preview.bad)

    def export_csv(self, patient_id: str) -> bytes:
        """All ratings as CSV that a spreadsheet cannot take for formulas; noted in the trail."""
        self._session.require(Permission.EXPORT)
        self._note_export(patient_id, "pain ratings", "csv")
        return write(self.listing(patient_id))

    def _note_export(self, patient_id: str, what: str, form: str) -> None:
        self._session.note("export", "file", new_id(), {"what": what, "as": form}, patient_id)
