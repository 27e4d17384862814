"""Progress reports for a referrer: drafted from the record, and noted when one is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.pain.pain_chart import PainChart, Span, day_of, describe, x_of
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.handout import RenderedHandout
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress import outcome_measure
from clinic_app.domain.progress.adherence import weekly
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import MEASURES
from clinic_app.domain.text import clean_line, plain_text
from clinic_app.domain.trend.trend import Trend, between, by_series, judge
from clinic_app.domain.trend.trend_rules import WEEK_DAYS, TrendRule
from clinic_app.services.clinic_session import Service, Way
from clinic_app.services.patients.patients import PatientService
from clinic_app.services.patients.records import MeasureService, RecordService
from clinic_app.services.plan.plans import PlanService
from clinic_app.services.progress.pain import PainService
from clinic_app.words import ENGLISH, _, in_language

if TYPE_CHECKING:  # loads reportlab, for which the start-up must not wait
    from clinic_app.paper.report.content import ReportContent

LONGEST_FINDINGS = 2000  # characters, a third of a page: so that any record fits on two pages
_LONGEST_PERIOD = timedelta(days=20 * 366)


@dataclass(frozen=True)
class ReportOptions:
    """What a report tells; without days it is of the whole episode, without paper of the clinic's.

    ``site`` is the region whose chart and verdict lead; without one it is what is treated, or the
    first region where only regions were rated. All others are listed with their verdicts.
    ``findings`` is the clinician's own text, printed as it is. Raises UserError for a period that
    ends before it starts, and for texts that are too long.
    """

    first: date | None = None
    last: date | None = None
    paper: Paper | None = None
    recipient: str = ""
    findings: str = ""
    site: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "recipient", clean_line(self.recipient, _("The recipient")))
        object.__setattr__(self, "findings", plain_text(self.findings))
        if len(self.findings) > LONGEST_FINDINGS:
            raise UserError(
                _("The findings are longer than {count} characters.", count=f"{LONGEST_FINDINGS:,}")
            )
        if self.first and self.last and self.last < self.first:
            raise UserError(_("The period ends before it starts."), _("Check the two dates."))

    @property
    def is_period(self) -> bool:
        """Whether only a part of the episode is told."""
        return self.first is not None or self.last is not None


@dataclass(eq=False)
class ReportService(Service):
    """Reports are not kept; that one was made stands in the audit trail."""

    _patients: PatientService
    _plans: PlanService
    _pain: PainService
    _exercise_logs: RecordService[ExerciseLog]
    _measures: MeasureService

    def draft(self, patient_id: str, options: ReportOptions) -> RenderedHandout:
        """The report as the record stands now.

        Raises UserError for a period in the future, findings that do not fit on two pages and
        letters that no font here has.
        """
        from clinic_app.paper.report import report

        with in_language(ENGLISH):  # the report's own language, whatever the window speaks
            return report.render_report(self._content(patient_id, options))

    def make(self, patient_id: str, options: ReportOptions) -> RenderedHandout:
        """The same, to be saved: the audit trail says that it was made, and of which days."""
        self._session.require(Permission.EXPORT)
        made = self.draft(patient_id, options)
        self.note_made(patient_id, options, "export")
        return made

    def note_made(self, patient_id: str, options: ReportOptions, way: Way) -> None:
        """Note that a drafted report leaves the program, on paper or as a file.

        A clinic that can only be read keeps no note: its report is still needed. Raises NotAllowed
        for an assistant.
        """
        self._session.require(Permission.EXPORT)
        detail = {
            "way": way,
            "patient": patient_id,
            "first": options.first.isoformat() if options.first else "",
            "last": options.last.isoformat() if options.last else "",
        }
        self._session.note("make", "report", new_id(), detail, patient_id)

    def _content(self, patient_id: str, options: ReportOptions) -> "ReportContent":
        from clinic_app.paper.report import content as report_content

        today = self._session.now().date()
        if options.first and options.first > today:
            raise UserError(_("The period lies in the future."), _("Check the first date."))
        context = self._patients.context(patient_id)
        rated = self._rated(patient_id, min(options.last or today, today))
        site = options.site if options.site is not None else next(iter(rated), "")
        chart, within = self._chart(patient_id, options, today, rated.get(site, []), site)
        return report_content.compose(
            context=context,
            paper=options.paper or context.clinic.paper,
            chart=chart,
            within=within if options.is_period else None,
            others={
                other: judge(
                    entries, self._pain.rule(patient_id, other), today=day_of(chart.x_last - 1)
                )
                for other, entries in rated.items()
                if other != site
            },
            plan=self._plans.current(patient_id).plan,
            lookup=self._session.library.exercise,
            recipient=options.recipient,
            findings=options.findings,
        )

    def _rated(self, patient_id: str, last: date) -> dict[str, list[PainRating]]:
        """The ratings up to a day that count, by site, what is treated ("") first."""
        found: dict[str, list[PainRating]] = {}
        for entry in self._pain.listing(patient_id):
            if not entry.voided and entry.at.date() <= last:
                found.setdefault(entry.site, []).append(entry)
        return dict(sorted(found.items()))

    def _chart(
        self,
        patient_id: str,
        options: ReportOptions,
        today: date,
        before_end: Sequence[PainRating],
        site: str,
    ) -> tuple[PainChart, Trend]:
        """What the days hold; the verdict rests on everything up to the last of them."""
        rule = self._pain.rule(patient_id, site)
        first = options.first or rule.since or date.min
        last = min(options.last or today, today)
        shown = [e for e in before_end if e.at.date() >= first]
        logs = self._exercise_logs.valid(patient_id)
        results = self._measures.listing(patient_id)
        chart = describe(
            shown,
            [h for h in self._pain.annotations(patient_id) if first <= h.day <= last],
            span=Span.ALL,
            today=last,
            measures=outcome_measure.tracks(
                [r for r in results if first <= r.day <= last], MEASURES
            ),
            rule=rule,
            site=site,
        )
        start = options.first or day_of(chart.x_first)
        if last - start > _LONGEST_PERIOD:
            raise UserError(
                _("The period is longer than 20 years."), _("Choose a later first date.")
            )
        chart = replace(
            chart,
            x_first=x_of(start),
            x_last=x_of(last) + 1,
            weeks=weekly(logs, first=start, last=last),
            trend=judge(before_end, rule, today=last),
            today=today,
        )
        return chart, _within(shown, rule, today)


def _within(shown: Sequence[PainRating], rule: TrendRule, today: date) -> Trend:
    """The first week of some ratings against the last one."""
    days = [entry.at.date() for entry in shown]
    before = min(days, default=date.min) + timedelta(days=WEEK_DAYS - 1)
    after = max(days, default=before)
    rule = replace(rule, since=None)
    return between(by_series(shown), before=before, after=after, today=today, rule=rule)
