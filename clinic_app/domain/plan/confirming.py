"""Repetitions whose meaning changed with version 0.4, and how a clinician settles them.

Stored numbers stay: what was printed as 4 on each side is printed as 8 on each side from then on.
"""

from collections.abc import Iterable
from dataclasses import replace

from clinic_app.domain.exercise.exercise import Exercise, Laterality
from clinic_app.domain.plan.dose_words import reps_words
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem
from clinic_app.words import _, interface


def confirm_words(item: PlanItem, exercise: Exercise) -> str:
    """``was 4 on each side on paper, now 8 on each side``; empty where nothing is to confirm."""
    if not item.to_confirm:
        return ""
    reps, language = item.dose.reps, interface().language
    now = reps_words(reps, language, each_side=True)
    if exercise.laterality is not Laterality.ALTERNATING:
        return _("was {reps} with no side on paper, now {now}", reps=reps, now=now)
    if reps % 2:
        return _("was {reps}, changing sides, on paper, now {now}", reps=reps, now=now)
    was = reps_words(reps // 2, language, each_side=True)
    return _("was {was} on paper, now {now}", was=was, now=now)


def confirm_notes(plan: Plan, lookup: Lookup) -> Iterable[str]:
    """A line for each exercise that is to be confirmed: ``Bird dog: was 4 ..., now 8 ...``."""
    for item in plan.items:
        if item.to_confirm:
            exercise = lookup(item.exercise_id)
            yield f"{exercise.name}: {confirm_words(item, exercise)}"


def halved_reps(item: PlanItem) -> int:
    """How many on each side are about as much as the paper asked; the larger half of an odd one."""
    return -(-item.dose.reps // 2)


def confirmed(item: PlanItem, reps: int) -> PlanItem:
    """The item with so many repetitions on each side, no longer in question."""
    return replace(item, dose=item.dose.changed(reps=reps), to_confirm=False)
