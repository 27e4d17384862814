"""The audit trail, to be read: as sentences, in parts, with what was before and after."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, Clinician
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.dose_line import format_dose
from clinic_app.domain.plan.handout import RenderedHandout
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.domain.records.trail import TrailQuery, TrailRow
from clinic_app.domain.records.trail_phrases import field_words, moment_words, nothing
from clinic_app.domain.records.trail_words import Topic, told, topic_pairs
from clinic_app.services.audit.trail_lines import BeforeAfter, TrailLine, TrailPage
from clinic_app.services.audit.trail_names import named, plan_of
from clinic_app.services.clinic_session import ClinicSession, Way
from clinic_app.services.csv_file import csv_file
from clinic_app.storage.audit import trail
from clinic_app.storage.records import patients, staff
from clinic_app.words import _, ngettext

if TYPE_CHECKING:  # loads reportlab, for which the start-up must not wait
    from clinic_app.paper.report.audit_list import TrailContent

MOST_PRINTED = 5_000  # lines, some 120 pages
_HEADER = (
    "number", "at", "who", "patient", "record number", "what", "why", "action", "kind", "record",
    "detail",
)  # fmt: skip


def _as_csv(lines: Iterator[TrailLine]) -> bytes:
    """Every line with all that was noted."""
    return csv_file(_HEADER, map(_cells, lines))


def _cells(line: TrailLine) -> tuple[str, ...]:
    row, words = line.row, line.told
    detail = json.dumps(row.detail, ensure_ascii=False, sort_keys=True) if row.detail else ""
    named = (words.who, line.patient, line.record_number, words.did, words.why)
    raw = (row.action, row.kind, row.entity_id, detail)
    return (str(row.seq), row.at.isoformat(), *named, *raw)


def _printed(
    lines: Iterator[TrailLine], clinic: Clinic, *, asked: str, by: str, now: datetime
) -> "TrailContent":
    """What is printed. Raises UserError for more lines than anybody would read on paper."""
    from clinic_app.paper.report.audit_list import TrailContent, TrailEntry

    some = list(islice(lines, MOST_PRINTED + 1))
    if len(some) > MOST_PRINTED:
        most = f"{MOST_PRINTED:,}"
        raise UserError(
            _("More than {most} lines are too many to print.", most=most),
            _("Choose a patient or a shorter period, or save them as CSV."),
        )
    entries = [
        TrailEntry(
            f"{weekday_words(line.row.at.date())} {line.row.at.year}",
            f"{line.row.at:%H:%M}",
            line.told.who,
            f"{line.told.did}{f': {line.told.why}' if line.told.why else ''}",
        )
        for line in some
    ]
    of = asked or _("The whole trail")
    number = f"{len(entries):,}"
    made = ngettext(
        "{count} line, the newest first. Printed by {clinician}, {moment}.",
        "{count} lines, the newest first. Printed by {clinician}, {moment}.",
        len(entries),
        count=number,
        clinician=by,
        moment=moment_words(now),
    )
    return TrailContent(clinic.name, of, made, entries)


PAGE = 200


class TrailService:
    """For owners and clinicians; all of it raises NotAllowed for an assistant.

    Reading is noted in the trail itself: once for the whole clinic and once for each patient
    that is asked about, until it is locked.
    """

    def __init__(self, session: ClinicSession) -> None:
        self._session = session
        self._noted: set[str | None] = set()

    @property
    def refusal(self) -> str:
        """Why whoever is signed in may not read it; empty where they may."""
        return self._session.refusal(Permission.TRAIL)

    def page(
        self, query: TrailQuery, *, before_seq: int | None = None, limit: int = PAGE
    ) -> TrailPage:
        """The newest lines before ``before_seq`` that answer the query; may run in a thread."""
        self._session.require(Permission.TRAIL)
        self._note_reading(query)
        with self._session.read() as tx:
            part = trail.part(tx, query, before_seq=before_seq, limit=limit)
            today = self._session.now().date()
            names, known = named(tx, part.rows, self._session.library, today)
        lines: list[TrailLine] = []
        for row in part.rows:
            who = known.get(row.patient_id or "")
            words = told(row, names)
            lines.append(
                TrailLine(row, words, who.name, who.record_number) if who else TrailLine(row, words)
            )
        return TrailPage(tuple(lines), part.next_seq, part.reached)

    def lines(self, query: TrailQuery) -> Iterator[TrailLine]:
        """Every line that answers, newest first, read bit by bit."""
        before: int | None = None
        while True:
            page = self.page(query, before_seq=before)
            yield from page.lines
            before = page.next_seq
            if before is None:
                return

    def sign_ins(self, limit: int = 8) -> tuple[TrailLine, ...]:
        """The newest lines about who came in, left or may come in, among the newest rows.

        They name no patient: looking at them is not noted.
        """
        self._session.require(Permission.TRAIL)
        query = TrailQuery(pairs=topic_pairs(Topic.PEOPLE))
        with self._session.read() as tx:
            part = trail.part(tx, query, before_seq=None, limit=limit)
            names, _patients = named(
                tx, part.rows, self._session.library, self._session.now().date()
            )
        return tuple(TrailLine(row, told(row, names)) for row in part.rows)

    def count(self) -> int:
        """How many rows the whole trail has."""
        self._session.require(Permission.TRAIL)
        with self._session.read() as tx:
            return trail.count(tx)

    def people(self) -> list[Clinician]:
        """Everybody who may stand in it, also those without a login."""
        with self._session.read() as tx:
            return staff.clinicians(tx)

    def before_after(self, row: TrailRow) -> BeforeAfter:
        """What the record was before and after a row, as far as it is kept."""
        self._session.require(Permission.TRAIL)
        if row.pair == ("save", "program"):
            with self._session.read() as tx:
                before, after = plan_of(tx, row, self._session.library)
            return BeforeAfter(self._plan_lines(before), self._plan_lines(after))
        old, new = row.detail.get("before"), row.detail.get("after")
        if isinstance(old, dict) and isinstance(new, dict):
            return BeforeAfter(_field_lines(old), _field_lines(new))  # pyright: ignore[reportUnknownArgumentType]  # a document's part
        return BeforeAfter()

    def asked_words(self, query: TrailQuery) -> str:
        """``Marigold Sample (D-0117), since 1 Nov 2026``; empty for the whole trail."""
        parts: list[str] = []
        if query.patient_id:
            with self._session.read() as tx:
                one = patients.get(tx, query.patient_id)
            parts.append(f"{one.name} ({one.record_number})" if one.record_number else one.name)
        if query.actor_id:
            names = {one.id: one.name for one in self.people()}
            parts.append(names.get(query.actor_id) or _("somebody"))
        if query.since:
            parts.append(_("since {day}", day=day_words(query.since.date())))
        if query.until:
            parts.append(_("before {day}", day=day_words(query.until.date())))
        return ", ".join(parts)

    def csv(self, query: TrailQuery) -> bytes:
        """Every line that answers as a CSV file, noted in the trail; may run in a thread."""
        made = _as_csv(self.lines(query))
        self._note_export(query, "csv")
        return made

    def pdf(self, query: TrailQuery, way: Way) -> RenderedHandout:
        """The lines that answer on pages, to print or to save: noted in the trail.

        Raises UserError for more lines than anybody would read on paper.
        """
        from clinic_app.paper.report import audit_list as trail_list

        asked = self.asked_words(query)
        by, now = self._session.actor.title, self._session.now()
        with self._session.read() as tx:
            clinic = staff.clinic(tx)
        content = _printed(self.lines(query), clinic, asked=asked, by=by, now=now)
        made = trail_list.render_trail(content, clinic.paper)
        if way == "print":
            detail = {"what": "audit trail", "pages": made.pages}
            self._session.note("print", "paper", new_id(), detail, query.patient_id)
        else:
            self._note_export(query, "pdf")
        return made

    def _note_export(self, query: TrailQuery, form: str) -> None:
        detail = {"what": "audit trail", "as": form}
        self._session.note("export", "file", new_id(), detail, query.patient_id)

    def _note_reading(self, query: TrailQuery) -> None:
        if query.patient_id in self._noted:
            return
        self._session.note("read", "trail", "", {}, query.patient_id)
        self._noted.add(query.patient_id)

    def _plan_lines(self, plan: Plan | None) -> tuple[str, ...]:
        if plan is None:
            return (_("This version of the plan cannot be read any more."),)
        if not plan.items:
            return (_("No exercises"),)
        return tuple(f"{n}. {self._item_line(item)}" for n, item in enumerate(plan.items, 1))

    def _item_line(self, item: PlanItem) -> str:
        exercise = self._session.library.exercise(item.exercise_id)
        settings = [
            f"{exercise.settings[name].label.lower()} {exercise.settings[name].label_of(value)}"
            for name, value in item.settings.items()
        ]
        dose = format_dose(item.dose, pieces=item.pieces(exercise))
        note = [f"“{item.note}”"] if item.note else []
        return ", ".join((exercise.name, dose, *settings, *note))


def _field_lines(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        f"{field_words(name).capitalize()}: {value or nothing()}" for name, value in values.items()
    )
