"""Dated records of patients: add, list, void. One service for each kind of record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Generic, TypeVar

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.measures import MEASURES as KNOWN_MEASURES
from clinic_app.domain.progress.measures import check_result
from clinic_app.domain.progress.outcome_measure import MeasureResult, MeasureTrack, tracks
from clinic_app.domain.records.record_names import REPLACED, RESTORED, record_name
from clinic_app.domain.text import LONGEST_REASON, clean_line
from clinic_app.services.changes import PainChanged, ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import patients, records
from clinic_app.storage.records.records import (
    EVENTS,
    EXERCISE_LOGS,
    MEASURES,
    PAIN_MAPS,
    Record,
    RecordKind,
)
from clinic_app.words import _

__all__ = ["EVENTS", "EXERCISE_LOGS", "MEASURES", "PAIN_MAPS", "MeasureService", "RecordService"]

R = TypeVar("R", bound=Record)


@dataclass(eq=False)
class RecordService(Service, Generic[R]):
    """All records of one kind. Nothing is deleted: a wrong one is voided with a reason."""

    _kind: RecordKind[R]
    _changed: ClassVar[type[PainChanged] | type[ProgressChanged]] = ProgressChanged

    def add(self, record: R) -> R:
        """Add one record.

        Raises UserError for a day to come or before the patient's birth, NotFound for an unknown
        patient.
        """
        self.add_all(record.patient_id, [record])
        return record

    def add_all(self, patient_id: str, new: Sequence[R]) -> None:
        """Add several at once: all or none."""
        self.replace(patient_id, new, ())

    def replace(self, patient_id: str, new: Sequence[R], voided: Sequence[str]) -> None:
        """Add records and void those that they replace, by id, in one transaction."""
        for record in new:
            if record.patient_id != patient_id:
                raise UserError(_("This {record} is of another patient.", record=self._called))
            self._check_day(record)
        changed = self._changed(patient_id) if new or voided else None
        with self._session.write(changed=changed) as tx:
            self._check_born(tx, patient_id, new)
            for record_id in voided:
                records.void(tx, self._kind, patient_id, record_id, REPLACED)
            records.add(tx, self._kind, new)

    def void(self, patient_id: str, record_id: str, reason: str) -> None:
        """Mark a record as entered in error; it stays with the reason, which must not be empty."""
        reason = clean_line(reason, _("The reason"), longest=LONGEST_REASON)
        if not reason:
            raise UserError(_("Say why it is wrong."), _("A few words are enough."))
        with self._session.write(changed=self._changed(patient_id)) as tx:
            records.void(tx, self._kind, patient_id, record_id, reason)

    def restore(self, patient_id: str, record_id: str) -> None:
        """Take that back."""
        with self._session.write(changed=self._changed(patient_id)) as tx:
            records.unvoid(tx, self._kind, patient_id, record_id)

    def listing(self, patient_id: str) -> list[R]:
        """All records of a patient, voided ones too, the oldest first."""
        with self._session.read() as tx:
            return records.listing(tx, self._kind, patient_id)

    def valid(self, patient_id: str) -> list[R]:
        """The same without the voided ones."""
        return [record for record in self.listing(patient_id) if not _is_voided(record)]

    def recent(self, patient_ids: Sequence[str], *, days: int) -> dict[str, list[R]]:
        """Records of the last days of many patients, voided ones too; only kinds with a day."""
        since = self._session.now().date() - timedelta(days=days)
        with self._session.read() as tx:
            return records.recent(tx, self._kind, patient_ids, since)

    def _check_born(self, tx: ReadTx, patient_id: str, new: Sequence[R]) -> None:
        patient = patients.get(tx, patient_id)
        for record in new:
            patient.check_born_by(self._day_of(record), self._called)

    def _check_day(self, record: Any) -> None:
        now, day = self._session.now(), self._day_of(record)
        if day > now.date():
            raise UserError(
                _("This {record} lies in the future.", record=self._called), _("Check the date.")
            )
        if day < date(1970, 1, 2):
            raise UserError(
                _("This {record} lies before 1970.", record=self._called), _("Check the date.")
            )

    @property
    def _called(self) -> str:
        return record_name(self._kind.called)

    def _day_of(self, record: Any) -> date:
        if hasattr(record, "day"):
            return record.day
        return record.at.astimezone(self._session.now().tzinfo).date()


class MeasureService(RecordService[MeasureResult]):
    """Results of outcome measures: one of each measure a day, a later one voids it."""

    def record(
        self,
        patient_id: str,
        measure_id: str,
        score: float,
        *,
        day: date | None = None,
        items: Sequence[tuple[str, float]] = (),
    ) -> MeasureResult:
        """Add a result, of today if no day is given; raises UserError for one that cannot be."""
        when = day or self._session.now().date()
        result = MeasureResult(new_id(), patient_id, measure_id, when, score, tuple(items))
        earlier = [
            r.id for r in self.valid(patient_id) if (r.measure_id, r.day) == (measure_id, when)
        ]
        self.replace(patient_id, [result], earlier)
        return result

    def replace(self, patient_id: str, new: Sequence[MeasureResult], voided: Sequence[str]) -> None:
        """As for every record; raises UserError for a score outside the measure's range."""
        for result in new:
            check_result(result)
        super().replace(patient_id, new, voided)

    def restore(self, patient_id: str, record_id: str) -> None:
        """As for every record; another result of that measure and day is voided instead."""
        known = {record.id: record for record in self.listing(patient_id)}
        back = known.get(record_id)
        others = [r for r in known.values() if back and not r.voided and _same_day(r, back)]
        with self._session.write(changed=ProgressChanged(patient_id)) as tx:
            records.unvoid(tx, self._kind, patient_id, record_id)
            for other in others:
                if other.id != record_id:
                    records.void(tx, self._kind, patient_id, other.id, RESTORED)

    def tracks(self, patient_id: str) -> tuple[MeasureTrack, ...]:
        """The valid results by measure, with what their change may be called."""
        return tracks(self.valid(patient_id), KNOWN_MEASURES)


def _same_day(one: MeasureResult, other: MeasureResult) -> bool:
    return (one.measure_id, one.day) == (other.measure_id, other.day)


def _is_voided(record: Any) -> bool:
    return record.voided
