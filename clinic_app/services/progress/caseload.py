"""What the home screen tells of each patient beyond the name: pain, verdict, done, advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from clinic_app.domain.advice.advice import Advice
from clinic_app.domain.progress.adherence import AdherenceWeek, weekly
from clinic_app.domain.progress.caseload import Ratings, leading
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.clinic_session import Service
from clinic_app.services.patients.records import RecordService
from clinic_app.services.progress.advice import AdviceService
from clinic_app.services.progress.pain import PainService
from clinic_app.storage.records import plans

_WEEK_DAYS = 7


@dataclass(eq=False)
class CaseloadService(Service):
    """Reads many patients at a time."""

    _pain: PainService
    _exercise_logs: RecordService[ExerciseLog]
    _advice: AdviceService

    def ratings(self, patient_ids: Sequence[str]) -> dict[str, Ratings]:
        """What is known of each of these patients."""
        recent, trends = self._pain.recent(patient_ids), self._pain.trends(patient_ids)
        weeks, advice = self._weeks(patient_ids), self._advice.waiting_kinds(patient_ids)
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
        logs = self._exercise_logs.recent(patient_ids, days=_WEEK_DAYS)
        with self._session.read() as tx:
            planned = plans.with_plan(tx, patient_ids)
        return {
            i: weekly(logs.get(i, ()), first=first, last=last)[0]
            for i in patient_ids
            if i in logs or i in planned
        }
