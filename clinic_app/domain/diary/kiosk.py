"""What a patient is asked at the kiosk, one question after another, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.pain.pain import PainMap, PainRating, Series
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult, mean_of

SOURCE = "kiosk"
WEEK = 7
MOST_LEFT = 4  # repetitions left: 4 stands for 4 or more
MEASURE_EVERY = timedelta(days=14)  # between two ratings of a measure: clinical custom

Answer: TypeAlias = int | tuple[str, ...]
Answers: TypeAlias = Mapping[str, Answer]


class Topic(StrEnum):
    """What the clinician may choose to have asked."""

    PAIN = "pain"
    PLACE = "place"
    EXERCISES = "exercises"
    MEASURES = "measures"


class About(StrEnum):
    """What one question is about; the words for it are in `kiosk_words`."""

    WORST = "worst"
    AVERAGE = "average"
    NOW = "now"
    PLACE = "place"
    DAYS = "days"
    DURING = "during"
    LEFT = "left"
    MORNING = "morning"
    ABILITY = "ability"
    CHANGE = "change"


@dataclass(frozen=True)
class KioskExercise:
    """An exercise of the plan as it is asked about; ``names`` by language."""

    item_id: str
    exercise_id: str
    rung: Rung
    names: Mapping[str, str]
    counts_reps: bool
    days_per_week: int = WEEK


@dataclass(frozen=True)
class KioskVisit:
    """One patient at the kiosk: all that may be shown of them, and what is asked.

    ``region`` is the vocabulary's word for what is treated, empty if unknown. ``activities`` are
    the patient's own ones to be rated again. No family name, date or number is in it.
    """

    patient_id: str
    given: str
    language: str
    region: str
    look: Look
    topics: tuple[Topic, ...]
    exercises: tuple[KioskExercise, ...] = ()
    activities: tuple[str, ...] = ()
    asks_change: bool = False

    def asking(self, topics: tuple[Topic, ...], language: str) -> "KioskVisit":
        """The same with other topics and another language."""
        return replace(self, topics=topics, language=language)


@dataclass(frozen=True)
class Question:
    """One screen. ``id`` is unlike those of all other questions of a visit."""

    id: str
    about: About
    exercise: KioskExercise | None = None
    activity: str = ""

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers to choose from; none where places are marked."""
        match self.about:
            case About.PLACE:
                return ()
            case About.DAYS:
                return tuple(range(WEEK + 1))
            case About.LEFT:
                return tuple(range(MOST_LEFT + 1))
            case About.CHANGE:
                return tuple(range(-5, 6))
            case _:
                return tuple(range(11))


def questions(visit: KioskVisit, answers: Answers = MappingProxyType({})) -> tuple[Question, ...]:
    """What is asked, in order. Who did no exercises is not asked how they went."""
    asked: list[Question] = []
    if Topic.PAIN in visit.topics:
        asked += [Question(a, a) for a in (About.WORST, About.AVERAGE, About.NOW)]
    if Topic.PLACE in visit.topics:
        asked.append(Question(About.PLACE, About.PLACE))
    if Topic.EXERCISES in visit.topics and visit.exercises:
        asked.append(Question(About.DAYS, About.DAYS))
        if answers.get(About.DAYS) != 0:
            asked += _about_exercises(visit)
    if Topic.MEASURES in visit.topics:
        own = enumerate(visit.activities)
        asked += [Question(f"ability-{n}", About.ABILITY, activity=text) for n, text in own]
        if visit.asks_change:
            asked.append(Question(About.CHANGE, About.CHANGE))
    return tuple(asked)


def _about_exercises(visit: KioskVisit) -> list[Question]:
    asked: list[Question] = []
    for exercise in visit.exercises:
        asked.append(Question(f"during-{exercise.item_id}", About.DURING, exercise))
        if exercise.counts_reps:
            asked.append(Question(f"left-{exercise.item_id}", About.LEFT, exercise))
    return [*asked, Question(About.MORNING, About.MORNING)]


@dataclass(frozen=True)
class KioskRecords:
    """What a visit to the kiosk leaves in the record."""

    ratings: tuple[PainRating, ...] = ()
    maps: tuple[PainMap, ...] = ()
    logs: tuple[ExerciseLog, ...] = ()
    results: tuple[MeasureResult, ...] = ()

    def __len__(self) -> int:
        return len(self.ratings) + len(self.maps) + len(self.logs) + len(self.results)


@dataclass(frozen=True)
class _Kept:
    """The answers to what is asked now: an answer to a question that fell away does not count."""

    visit: KioskVisit
    at: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])

    def number(self, question_id: str) -> int | None:
        answer = self.answers.get(question_id)
        return answer if isinstance(answer, int) else None

    @property
    def day(self) -> date:
        return self.at.date()

    def ratings(self) -> tuple[PainRating, ...]:
        asked = (Series.WORST, Series.AVERAGE, Series.NOW)
        given = [(series, self.number(series)) for series in asked]
        return tuple(
            PainRating(new_id(), self.visit.patient_id, series, score, self.at, source=SOURCE)
            for series, score in given
            if score is not None
        )

    def maps(self) -> tuple[PainMap, ...]:
        places = self.answers.get(About.PLACE)
        if not isinstance(places, tuple):
            return ()
        return (PainMap(new_id(), self.visit.patient_id, self.at, places, source=SOURCE),)

    def logs(self) -> tuple[ExerciseLog, ...]:
        found = [log for e in self.visit.exercises if (log := self._last_time(e)) is not None]
        days = self.number(About.DAYS)
        return tuple(found) if days is None else (self._week(days), *found)

    def _week(self, days: int) -> ExerciseLog:
        """The patient's own sum of the week that ends today."""
        return ExerciseLog(
            id=new_id(),
            patient_id=self.visit.patient_id,
            day=self.day,
            exercise_id="",
            item_id="",
            done=days,
            asked=max(exercise.days_per_week for exercise in self.visit.exercises),
            days=WEEK,
            source=SOURCE,
        )

    def _last_time(self, exercise: KioskExercise) -> ExerciseLog | None:
        during = self.number(f"during-{exercise.item_id}")
        left = self.number(f"left-{exercise.item_id}")
        if during is None and left is None:
            return None
        return ExerciseLog(
            id=new_id(),
            patient_id=self.visit.patient_id,
            day=self.day,
            exercise_id=exercise.exercise_id,
            item_id=exercise.item_id,
            done=1,
            asked=0,  # the days were asked for once, of the whole plan
            days_per_week=exercise.days_per_week,
            reps_left=left,
            pain_during=during,
            pain_next_morning=self.number(About.MORNING),
            source=SOURCE,
        )

    def results(self) -> tuple[MeasureResult, ...]:
        change = self.number(About.CHANGE)
        found = [] if change is None else [self._result("groc", float(change))]
        rated = [self.number(f"ability-{n}") for n in range(len(self.visit.activities))]
        known = [float(answer) for answer in rated if answer is not None]
        if known and len(known) == len(rated):  # some of the activities would be another measure
            items = tuple(zip(self.visit.activities, known, strict=True))
            found.append(self._result("psfs", mean_of(known), items))
        return tuple(found)

    def _result(
        self, measure_id: str, score: float, items: tuple[tuple[str, float], ...] = ()
    ) -> MeasureResult:
        return MeasureResult(
            new_id(), self.visit.patient_id, measure_id, self.day, score, items, source=SOURCE
        )


def records(visit: KioskVisit, answers: Answers, at: datetime) -> KioskRecords:
    """What to keep of the answers, all of the time ``at``; what was skipped leaves nothing.

    Own activities are kept only when all of them were rated: their mean is the score.
    """
    asked = {question.id for question in questions(visit, answers)}
    kept = _Kept(visit, at, {i: answer for i, answer in answers.items() if i in asked})
    return KioskRecords(kept.ratings(), kept.maps(), kept.logs(), kept.results())
