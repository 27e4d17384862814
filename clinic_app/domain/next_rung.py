"""Which next rung is safe for this patient now: the one question of the page and the advice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clinic_app.domain.ladder import Step
from clinic_app.domain.precaution import Concern, concerns
from clinic_app.domain.program import Lookup, ProgramItem
from clinic_app.domain.step_changes import changes, dose_changes


@dataclass(frozen=True)
class NextRung:
    """The rung to offer, or None; ``refused`` says to a clinician why the nearest is not it.

    ``refused`` is None where nothing was refused: the step is the nearest, or the ladder ends.
    """

    step: Step | None
    refused: str | None


def next_rung(
    item: ProgramItem,
    lookup: Lookup,
    *,
    up: bool,
    precautions: Iterable[str] = (),
    hold: str = "",
) -> NextRung:
    """The next harder (``up``) or easier rung that is safe for this patient now.

    A rung is refused when it meets one of the patient's ``precautions`` that the item does not
    meet where it stands; a harder one also when that was not accepted, and when ``hold`` gives
    a reason to stay (``The pain is worse.``). Where the nearest easier rung is refused, the one
    below it is looked at too, no farther: two rungs are as much as a bad week should cost.
    """
    nearest = item.step(lookup, up=up)
    if nearest is None:
        return NextRung(None, None)
    if up and hold:
        return NextRung(None, hold)
    tags = tuple(precautions)
    met = _met(item, nearest, lookup, tags, up=up)
    if met is None:
        return NextRung(nearest, None)
    way = "harder" if up else "easier"
    refused = f"The next {way} rung meets a precaution: {met.reason}"
    if up:
        return NextRung(None, refused)
    further = _further(item, nearest, lookup)
    is_safe = further is not None and _met(item, further, lookup, tags, up=False) is None
    return NextRung(further if is_safe else None, refused)


def _met(
    item: ProgramItem, step: Step, lookup: Lookup, tags: tuple[str, ...], *, up: bool
) -> Concern | None:
    here = {c.tag for c in concerns(lookup(item.exercise_id), item.rung.settings, tags)}
    settled = here & set(item.accepted) if up else here
    after = item.stepped(step, lookup)
    there = concerns(lookup(after.exercise_id), after.rung.settings, tags)
    return next((c for c in there if c.tag not in settled), None)


def _further(item: ProgramItem, nearest: Step, lookup: Lookup) -> Step | None:
    """The easier rung below the nearest, as one step. The words of a link do not fit it."""
    halfway = item.stepped(nearest, lookup)
    below = halfway.step(lookup, up=False)
    if below is None:
        return None
    after = halfway.stepped(below, lookup)
    source, target = lookup(item.exercise_id), lookup(after.exercise_id)
    whole = (
        *changes(source, item.rung.settings, target, after.rung.settings),
        *dose_changes(item.dose, after.dose),
    )
    return replace(below, say={}, changes=whole, dose=below.dose or nearest.dose)
