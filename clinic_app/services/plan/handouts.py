"""Handouts: draft one, issue it for good, print an old one again."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from clinic_app.domain import reading
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look, look_named
from clinic_app.domain.exercise.next_rung import next_rung
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.patient.patient import Clinic, Episode, Patient
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.handout import (
    CHART_LANGUAGE,
    HandoutOptions,
    IssuedHandout,
    PageImage,
    RenderedHandout,
)
from clinic_app.domain.plan.plan import Plan, fresh_copy, new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.services.changes import HandoutIssued
from clinic_app.services.clinic_session import Service, Way
from clinic_app.services.exercises.library import open_signs
from clinic_app.services.patients.patients import PatientService
from clinic_app.services.patients.records import RecordService
from clinic_app.services.plan.plans import PlanService
from clinic_app.services.rules import RuleService
from clinic_app.storage.records import handouts, staff

if TYPE_CHECKING:  # loads reportlab, for which the start-up must not wait
    from clinic_app.paper.handout.content import HandoutContent

__all__ = ["HandoutService", "Pictures", "key_sheet", "page_images"]

_AFTER_SURGERY_DAYS = 90  # before an episode that an operation led to; clinical custom
Holds = Callable[[str], Mapping[str, str]]
"""Why items of a patient's plan get no harder rung now, by item id."""
Pictures = Callable[[Rung, Look, str], tuple[Panel, ...]]
"""The panels of a rung for a look, told in a language; none where it has no picture."""


def key_sheet(
    clinic: Clinic, recovery_key: str, today: datetime, *, replaces: bool = False
) -> bytes:
    """The recovery key as a page to print or to save."""
    from clinic_app.paper import key_sheet as page

    day = today.date()
    return page.key_sheet(clinic.name, recovery_key, clinic.paper, day, replaces=replaces)


def page_images(pdf: bytes, *, dpi: int) -> list[PageImage]:
    """Every page of a PDF as a picture. May run in a thread, and in several at once."""
    from clinic_app.paper.page import preview

    return preview.page_images(pdf, dpi=dpi)


@dataclass(eq=False)
class HandoutService(Service):
    """What the patient takes home. An issued handout is never changed."""

    _patients: PatientService
    _plans: PlanService
    _rules: RuleService
    _events: RecordService[Event]
    _holds: Holds
    _pictures: Pictures

    def usual_options(self, patient: Patient) -> HandoutOptions:
        """The clinic's paper, the patient's language, and a person who looks like the patient."""
        with self._session.read() as tx:
            paper = staff.clinic(tx).paper
        return HandoutOptions(paper=paper, language=patient.language, look=patient.look)

    def draft(self, patient_id: str, options: HandoutOptions) -> RenderedHandout:
        """The handout of the plan as saved now; nothing is kept.

        Raises UserError for an empty plan, a name that no font here can print, a language or a
        look that is not known, and more exercises than one page holds where that was asked for.
        """
        return self._render(self._contents(patient_id, options, self._plan(patient_id)))

    def issue(self, patient_id: str, options: HandoutOptions) -> IssuedHandout:
        """Make the handout and keep the exact PDF with a snapshot of the plan.

        A copy for the chart is kept within it: both were made in one moment from one plan.
        """
        from clinic_app.paper.handout import stored

        plan = self._plan(patient_id)
        contents = self._contents(patient_id, options, plan)
        rendered = self._render(contents)
        issued = IssuedHandout(
            id=new_id(),
            patient_id=patient_id,
            issued_at=self._session.now(),
            clinician_id=self._session.actor_id,
            paper=options.paper,
            pages=rendered.pages,
            snapshot={
                "content": stored.to_document(contents[0]),
                "plan": plan_document.to_document(plan),
            },
            sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        )
        with self._session.write(changed=HandoutIssued(patient_id)) as tx:
            handouts.issue(tx, issued, rendered.pdf)
        return issued

    def issued(self, patient_id: str) -> list[IssuedHandout]:
        """What was printed before, the newest first."""
        with self._session.read() as tx:
            return handouts.listing(tx, patient_id)

    def give_out(self, handout: IssuedHandout, way: Way) -> bytes:
        """The exact bytes that were issued, to be printed or saved: noted in the trail."""
        pdf = self.pdf(handout.id)
        if way == "print":
            detail: dict[str, object] = {"what": "handout", "pages": handout.pages}
            self._session.note("print", "paper", handout.id, detail, handout.patient_id)
        else:
            detail = {"what": "handout", "as": "pdf"}
            self._session.note("export", "file", handout.id, detail, handout.patient_id)
        return pdf

    def pdf(self, handout_id: str) -> bytes:
        """The exact bytes that were issued, to be looked at."""
        with self._session.read() as tx:
            return handouts.pdf(tx, handout_id)

    def reading_grade(self, patient_id: str) -> float:
        """The school grade of the plan's English words as they stand, own words included."""
        texts: list[str] = []
        for item in self._plan(patient_id).items:
            exercise = self._session.library.exercise(item.exercise_id)
            texts += [*(item.own_steps or exercise.steps_for(item.rung.settings, "en")), item.note]
        return reading.grade(" ".join(texts))

    def last_printed_plan(self, patient_id: str) -> Plan | None:
        """The plan of the newest handout with fresh item ids, or None."""
        issued = self.issued(patient_id)
        if not issued:
            return None
        document = issued[0].snapshot["plan"]
        return fresh_copy(plan_document.from_document(document, self._session.library.exercise))

    def held_back(self, patient_id: str) -> list[tuple[str, str]]:
        """Exercises whose next harder rung is not printed now: the name, and why, to a clinician.

        The same question as the page and the advice ask; an exercise on the highest rung is none.
        """
        lookup, holds = self._session.library.exercise, self._holds(patient_id)
        precautions = self._patients.get(patient_id).precautions
        asked = (
            (item, next_rung(item, lookup, up=True, precautions=precautions,
                             hold=holds.get(item.id, "")))
            for item in self._plan(patient_id).items
        )  # fmt: skip
        return [(lookup(item.exercise_id).name, n.refused) for item, n in asked if n.refused]

    def diary_content(
        self, patient_id: str, options: HandoutOptions, plan: Plan, *, first: date
    ) -> "HandoutContent":
        """What the pages of a diary from a day on say; raises as `draft`."""
        content = self._content(patient_id, options, plan, lambda rung: ())
        return replace(content, printed_on=first)

    def _plan(self, patient_id: str) -> Plan:
        return self._plans.current(patient_id).plan

    def _render(self, contents: list["HandoutContent"]) -> RenderedHandout:
        from clinic_app.paper import document as layout

        return layout.render(*contents)

    def _contents(
        self, patient_id: str, options: HandoutOptions, plan: Plan
    ) -> list["HandoutContent"]:
        """The patient's handout and, where it is asked for, the copy for the chart."""
        made = [self._drawn(patient_id, options, plan)]
        if options.mirror:
            chart = replace(options, language=CHART_LANGUAGE)
            made.append(replace(self._drawn(patient_id, chart, plan), is_chart_copy=True))
        return made

    def _drawn(self, patient_id: str, options: HandoutOptions, plan: Plan) -> "HandoutContent":
        look = look_named(options.look)

        def pictures(rung: Rung) -> tuple[Panel, ...]:
            return self._pictures(rung, look, options.language)

        return self._content(patient_id, options, plan, pictures)

    def _content(
        self,
        patient_id: str,
        options: HandoutOptions,
        plan: Plan,
        pictures: Callable[[Rung], tuple[Panel, ...]],
    ) -> "HandoutContent":
        from clinic_app.paper.handout import content

        context = self._patients.context(patient_id)
        return content.compose(
            context=context,
            plan=plan,
            lookup=self._session.library.exercise,
            options=options,
            signs=open_signs(),
            surgery=self._had_surgery(patient_id, context.episode),
            limits=self._rules.pain_limits(),
            holds=self._holds(patient_id) if options.next_harder else {},
            pictures=pictures,
        )

    def _had_surgery(self, patient_id: str, episode: Episode | None) -> bool:
        """Whether an operation stands in this episode, or shortly before it began."""
        if episode is None:
            return False
        first = episode.started - timedelta(days=_AFTER_SURGERY_DAYS)
        return any(
            event.kind is EventKind.SURGERY and not event.voided and event.day >= first
            for event in self._events.listing(patient_id)
        )
