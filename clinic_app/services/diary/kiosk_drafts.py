"""Answers from the kiosk that are not in the record yet, as a draft and back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic_app.domain.diary.kiosk import Answer, Answers, KioskExercise, KioskVisit, Topic
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.exercise.rung import Rung
from clinic_app.domain.patient.draft import Draft

KIOSK = "kiosk"


@dataclass(frozen=True)
class KioskAnswers:
    """What a patient answered at a visit, and when."""

    visit: KioskVisit
    answers: Answers
    at: datetime


def form_of(visit: KioskVisit) -> str:
    """Where the draft of a visit is kept."""
    return f"{KIOSK}/{visit.patient_id}"


def document(given: KioskAnswers) -> dict[str, Any]:
    """The answers with what was asked, as JSON values; no picture is in it."""
    visit = given.visit
    return {
        "at": given.at.isoformat(),
        "answers": dict(given.answers),
        "patient_id": visit.patient_id,
        "given": visit.given,
        "language": visit.language,
        "region": visit.region,
        "topics": list(visit.topics),
        "exercises": [_exercise(exercise) for exercise in visit.exercises],
        "activities": list(visit.activities),
        "asks_change": visit.asks_change,
    }


def given_of(draft: Draft) -> KioskAnswers:
    """Back from a draft; nothing is drawn of it, so the patient's look is not known."""
    found = draft.content
    visit = KioskVisit(
        found["patient_id"],
        found["given"],
        found["language"],
        found["region"],
        LOOKS["standard"],
        tuple(Topic(topic) for topic in found["topics"]),
        tuple(_asked_about(exercise) for exercise in found["exercises"]),
        tuple(found["activities"]),
        found["asks_change"],
    )
    answers = {question: _answer(answer) for question, answer in found["answers"].items()}
    return KioskAnswers(visit, answers, datetime.fromisoformat(found["at"]))


def _answer(told: Any) -> Answer:
    return told if isinstance(told, int) else tuple(told)


def _exercise(exercise: KioskExercise) -> dict[str, Any]:
    return {
        "item_id": exercise.item_id,
        "exercise_id": exercise.exercise_id,
        "names": dict(exercise.names),
        "counts_reps": exercise.counts_reps,
        "days_per_week": exercise.days_per_week,
    }


def _asked_about(told: dict[str, Any]) -> KioskExercise:
    return KioskExercise(rung=Rung(told["exercise_id"]), **told)
