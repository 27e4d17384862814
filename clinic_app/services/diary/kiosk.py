"""The kiosk: what may be asked of a patient now, and keeping the answers in one go."""

from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.domain.diary.kiosk import (
    MEASURE_EVERY,
    Answers,
    KioskExercise,
    KioskRecords,
    KioskVisit,
    Topic,
    questions,
    records,
)
from clinic_app.domain.exercise.exercise import Words
from clinic_app.domain.patient.patient import Episode
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.dose_words import side_words
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.progress.measures import FEWEST_ACTIVITIES, check_result
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.changes import PainChanged, ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.patients.patients import PatientService
from clinic_app.services.plan.plans import PlanService
from clinic_app.storage.file.transactions import WriteTx
from clinic_app.storage.records import pain
from clinic_app.storage.records import records as stored
from clinic_app.storage.records.records import EXERCISE_LOGS, MEASURES, PAIN_MAPS
from clinic_app.words import N_

_KIND = "kiosk"
_REPLACED = N_("Replaced by a later entry")  # stored


@dataclass(eq=False)
class KioskService(Service):
    """Visits of patients at the kiosk, each with its beginning and end in the audit trail."""

    _patients: PatientService
    _plans: PlanService

    def offer(self, patient_id: str) -> KioskVisit:
        """A visit with every topic that can be asked of the patient now.

        Own activities and the change since the start are asked again after `MEASURE_EVERY`.
        """
        patient = self._patients.get(patient_id)
        episode = next((e for e in self._patients.episodes(patient_id) if not e.ended), None)
        with self._session.read() as tx:
            results = [r for r in stored.listing(tx, MEASURES, patient_id) if not r.voided]
        exercises = tuple(map(self._asked_about, self._plans.current(patient_id).plan.items))
        activities, asks_change = self._due(results, episode)
        has = {Topic.EXERCISES: exercises, Topic.MEASURES: activities or asks_change}
        return KioskVisit(
            patient_id,
            patient.given,
            patient.language,
            episode.region if episode else "",
            patient.drawn_as,
            tuple(topic for topic in Topic if has.get(topic, True)),
            exercises,
            activities,
            asks_change,
        )

    def begin(self, visit: KioskVisit) -> None:
        """Note that the kiosk was opened. Raises NotWritable where answers could not be kept."""
        with self._session.write() as tx:
            tx.audit("open", _KIND, visit.patient_id, {"questions": len(questions(visit))})

    def keep(
        self, visit: KioskVisit, answers: Answers, *, at: datetime | None = None
    ) -> KioskRecords:
        """Keep the answers, given ``at`` a time (now), and note the end: all at once, or nothing.

        A measure that was rated on the same day is replaced. Raises NotWritable.
        """
        new = records(visit, answers, at or self._session.now())
        with self._session.write() as tx:
            pain.add(tx, new.ratings)
            stored.add(tx, PAIN_MAPS, new.maps)
            stored.add(tx, EXERCISE_LOGS, new.logs)
            for result in new.results:
                check_result(result)
                _strike_earlier(tx, result)
            stored.add(tx, MEASURES, new.results)
            detail = {"asked": len(questions(visit, answers)), "answered": len(answers)}
            tx.audit("end", _KIND, visit.patient_id, detail)
        if new.ratings:
            self._session.notify(PainChanged(visit.patient_id))
        if new.maps or new.logs or new.results:
            self._session.notify(ProgressChanged(visit.patient_id))
        return new

    def _asked_about(self, item: PlanItem) -> KioskExercise:
        exercise = self._session.library.exercise(item.exercise_id)
        return KioskExercise(
            item.id,
            item.exercise_id,
            item.rung,
            {lang: _name(words, item.dose.side, lang) for lang, words in exercise.words.items()},
            counts_reps=item.dose.reps > 1,
            days_per_week=item.dose.days_per_week,
        )

    def _due(
        self, results: list[MeasureResult], episode: Episode | None
    ) -> tuple[tuple[str, ...], bool]:
        own = [r for r in results if r.measure_id == "psfs" and len(r.items) >= FEWEST_ACTIVITIES]
        latest = max(own, key=lambda r: r.day, default=None)
        due_own = latest is not None and self._is_due(latest.day)
        activities = tuple(text for text, _ in latest.items) if latest and due_own else ()
        days = [r.day for r in results if r.measure_id == "groc"]
        days += [episode.started] if episode else []
        return activities, bool(days) and self._is_due(max(days))

    def _is_due(self, last: date) -> bool:
        return self._session.now().date() - last >= MEASURE_EVERY


def _name(words: Words, side: Side, language: str) -> str:
    """The exercise's name, and the side where one alone works."""
    name = words.name_for_patient
    return name if side is Side.BOTH else f"{name}, {side_words(side, language)}"


def _strike_earlier(tx: WriteTx, result: MeasureResult) -> None:
    for earlier in stored.listing(tx, MEASURES, result.patient_id):
        same = (earlier.measure_id, earlier.day) == (result.measure_id, result.day)
        if same and not earlier.voided:
            stored.void(tx, MEASURES, result.patient_id, earlier.id, _REPLACED)
