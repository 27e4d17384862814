"""Which next rung is safe for this patient now: the one question of the page and the advice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.ladder import Step
from clinic_app.domain.exercise.precaution import Concern, concerns
from clinic_app.domain.exercise.step_changes import changes, with_dose
from clinic_app.domain.exercise.step_words import also_told
from clinic_app.domain.plan.plan import Lookup, PlanItem
from clinic_app.words import _


@dataclass(frozen=True)
class NextRung:
    """The rung to offer, or None; ``refused`` says to a clinician why the nearest is not it.

    ``refused`` is None where nothing was refused: the step is the nearest, or the ladder ends.
    """

    step: Step | None
    refused: str | None


def next_rung(
    item: PlanItem,
    lookup: Lookup,
    *,
    up: bool,
    precautions: Iterable[str] = (),
    hold: str = "",
) -> NextRung:
    """The next harder (``up``) or easier rung that is safe for this patient now.

    A rung is refused when it meets one of the patient's ``precautions`` that the item does not
    meet where it stands; a harder one also when that was not accepted, when ``hold`` gives a
    reason to stay (``The pain is worse.``), and when it needs a clinician's look first. Where the
    nearest easier rung is refused, the other ways down are looked at and then the rung below the
    nearest, no farther: two rungs are as much as a bad week should cost.
    """
    named = item.ways(lookup, up=up)
    ways = [way.step for way in named if not way.against]
    if not ways:
        return NextRung(None, f"{named[0].against}." if named else None)
    if up and hold:
        return NextRung(None, hold)
    tags = tuple(precautions)
    target = lookup(ways[0].rung.exercise_id)
    if up and target.look_first and target.id != item.exercise_id:
        return NextRung(None, look_words(target))
    met = newly_met(item, ways[0], lookup, tags, up=up)
    if met is None:
        return NextRung(ways[0], None)
    refused = _("The next easier rung meets a precaution: {why}", why=met.reason)
    if up:
        refused = _("The next harder rung meets a precaution: {why}", why=met.reason)
    others = [] if up else [*ways[1:], *_further(item, ways[0], lookup)]
    safe = (s for s in others if newly_met(item, s, lookup, tags, up=False) is None)
    return NextRung(next(safe, None), refused)


def look_words(exercise: Exercise) -> str:
    """Why an exercise is not offered as a harder rung, as a sentence."""
    return _("{name} needs a clinician's look at the patient first.", name=exercise.name)


def newly_met(
    item: PlanItem, step: Step, lookup: Lookup, tags: tuple[str, ...], *, up: bool
) -> Concern | None:
    """The first precaution that speaks against a step, by the rule of `next_rung`."""
    here = {c.tag for c in concerns(lookup(item.exercise_id), item.rung.settings, tags)}
    settled = here & set(item.accepted) if up else here
    after = item.stepped(step, lookup)
    there = concerns(lookup(after.exercise_id), after.rung.settings, tags)
    return next((c for c in there if c.tag not in settled), None)


def _further(item: PlanItem, nearest: Step, lookup: Lookup) -> tuple[Step, ...]:
    """The easier rung below the nearest, if any, as one step. The words of a link do not fit it."""
    halfway = item.stepped(nearest, lookup)
    below = halfway.step(lookup, up=False)
    if below is None:
        return ()
    after = halfway.stepped(below, lookup)
    source, target = lookup(item.exercise_id), lookup(after.exercise_id)
    found = changes(source, item.rung.settings, target, after.rung.settings)
    whole = with_dose(found, item.dose, after.dose)
    dose = below.dose or nearest.dose
    step = replace(below, say={}, changes=whole, dose=dose)
    return (replace(step, also=also_told(step, source, target)),)
