"""What the home screen tells of each patient beyond the name: pain, verdict, done, advice."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from clinic_app.domain.adherence import AdherenceWeek, weekly
from clinic_app.domain.advice import Advice
from clinic_app.domain.caseload import Ratings, leading
from clinic_app.domain.exercise_log import ExerciseLog
from clinic_app.services.advice import AdviceService
from clinic_app.services.clinic_session import ClinicSession
from clinic_app.services.pain import PainService
from clinic_app.services.records import RecordService
from clinic_app.storage import plans

_WEEK_DAYS = 7


class Sources(Protocol):
    """Where the parts come from."""

    @property
    def pain(self) -> PainService: ...
    @property
    def exercise_logs(self) -> RecordService[ExerciseLog]: ...
    @property
    def advice(self) -> AdviceService: ...


class CaseloadService:
    """Reads many patients at a time."""

    def __init__(self, session: ClinicSession, sources: Sources) -> None:
        self._session = session
        self._sources = sources

    def ratings(self, patient_ids: Sequence[str]) -> dict[str, Ratings]:
        """What is known of each of these patients."""
        pain = self._sources.pain
        recent, trends = pain.recent(patient_ids), pain.trends(patient_ids)
        weeks, advice = self._weeks(patient_ids), self._sources.advice.waiting_kinds(patient_ids)
        return {
            i: Ratings(
                tuple(recent.get(i, ())),
                *leading(trends[i]),
                week=weeks.get(i),
                advice=len(advice.get(i, ())),
                warns=Advice.STOP in advice.get(i, ()),
            )
            for i in patient_ids
        }

    def _weeks(self, patient_ids: Sequence[str]) -> dict[str, AdherenceWeek]:
        """The last seven days of everybody who has a plan or a log."""
        last = self._session.now().date()
        first = last - timedelta(days=_WEEK_DAYS - 1)
        logs = self._sources.exercise_logs.recent(patient_ids, days=_WEEK_DAYS)
        with self._session.read() as tx:
            planned = plans.with_plan(tx, patient_ids)
        return {
            i: weekly(logs.get(i, ()), first=first, last=last)[0]
            for i in patient_ids
            if i in logs or i in planned
        }
