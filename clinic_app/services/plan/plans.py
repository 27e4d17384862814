"""Plans: read, save, and what changed when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.domain.exercise.precaution import Concern, concerns
from clinic_app.domain.pain.pain_chart import ChartAnnotation
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import Plan, PlanItem, check_item, describe_change, new_id
from clinic_app.services.changes import PlanSaved
from clinic_app.services.clinic_session import Service
from clinic_app.storage.records import plans, staff
from clinic_app.storage.records.record_rows import same_person
from clinic_app.words import _


@dataclass(frozen=True)
class SavedPlan:
    """A plan as it stands on disk. ``version`` 0 means that none was saved yet."""

    plan: Plan
    version: int
    saved_at: datetime | None


class PlanService(Service):
    """The plan of each patient, and its history."""

    def current(self, patient_id: str) -> SavedPlan:
        """The patient's plan; empty when there is none yet."""
        with self._session.read() as tx:
            stored = plans.current(tx, patient_id)
        return self._saved(stored)

    def save(self, patient_id: str, plan: Plan, *, version: int) -> SavedPlan:
        """Save the plan made from ``version``; raises Conflict when that is not the latest."""
        document = plan_document.to_document(plan)
        self._read(document)  # what could not be read back is refused before it is kept
        with self._session.write(changed=PlanSaved(patient_id)) as tx:
            stored = plans.save(tx, patient_id, document, version, self._session.now())
        return self._saved(stored)

    def replace(self, patient_id: str, document: object) -> SavedPlan:
        """Take a whole plan from a document (``PLAN.json``); raises UserError naming a key."""
        lookup = self._session.library.exercise
        with self._session.read() as tx:
            unit = staff.clinic(tx).weight_unit
        plan = plan_document.from_document(document, lookup, unit=unit)
        for item in plan.items:
            check_item(item, lookup(item.exercise_id))
        saved = self.save(patient_id, plan, version=self.current(patient_id).version)
        self._session.note("import", "file", new_id(), {"what": "a plan"}, patient_id)
        return saved

    def flags(self, patient_id: str) -> list[ChartAnnotation]:
        """One for each day on which the plan changed: how in a few words, and everything.

        The plans of records that were made one with this one are each told by themselves.
        """
        with self._session.read() as tx:
            ids = same_person(tx, patient_id)
            daily = [plans.daily_documents(tx, one) for one in ids]
        found = [flag for days in daily for flag in self._flags(days)]
        return sorted(found, key=lambda flag: flag.day)

    def _flags(self, days: Iterable[tuple[date, object]]) -> Iterator[ChartAnnotation]:
        before = Plan()
        for day, document in days:
            after = self._read(document)
            words = describe_change(before, after, self._session.library.exercise)
            for first in words[:1]:
                shown = first
                if len(words) > 1:
                    shown = _("{first} and {count} more", first=first, count=len(words) - 1)
                yield ChartAnnotation(day, shown, details=words)
            before = after

    def concerns(
        self, plan: Plan, precautions: tuple[str, ...]
    ) -> Mapping[str, tuple[Concern, ...]]:
        """Per item id, the patient's precautions it meets at its present settings."""
        return {item.id: self.item_concerns(item, precautions) for item in plan.items}

    def item_concerns(self, item: PlanItem, precautions: tuple[str, ...]) -> tuple[Concern, ...]:
        """The precautions that one item meets."""
        exercise = self._session.library.exercise(item.exercise_id)
        return concerns(exercise, item.rung.settings, precautions)

    def _saved(self, stored: plans.StoredPlan) -> SavedPlan:
        return SavedPlan(self._read(stored.document), stored.version, stored.saved_at)

    def _read(self, document: object) -> Plan:
        return plan_document.from_document(document, self._session.library.exercise)
