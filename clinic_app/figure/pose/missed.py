"""What a solved panel could not fulfil, in words: which target was missed, and by how much."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.balance import centre_of_mass
from clinic_app.figure.pose.contact import FLAT_AXES, PLANTED, contact_ellipsoids, split_side
from clinic_app.figure.pose.joints import METRES, Numbers, beyond
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.posing import Solved, leans_of, support_of
from clinic_app.figure.pose.skeleton import FRAME

_LEAST_CM = 0.5  # what misses by less is no target that was missed
_CM_PER_DEG = 0.5  # by which misses of both kinds are set in order
_BALANCE_CM = 4.0  # between two feet there is room


@dataclass(frozen=True)
class Missed:
    """A target under its key in the exercise file, and what became of it.

    ``cm`` is how far it was missed; of angles, half a cm a degree.
    """

    target: str
    cm: float
    outcome: str

    def __str__(self) -> str:
        return f"{self.target} {self.outcome}"


def missed_targets(solved: Solved) -> list[Missed]:
    """Every target that was missed so that one can see it, the farthest first."""
    found = [*_contacts(solved), *_flat(solved), *_fixed(solved), *_meetings(solved)]
    found += [*_leans(solved), *_balance(solved), *_ranges(solved)]
    return sorted((m for m in found if m.cm > _LEAST_CM), key=lambda m: -m.cm)


def _contacts(solved: Solved) -> Iterator[Missed]:
    task = solved.task
    for part, on in task.constraints.contacts.items():
        plane, chosen = task.planes[on], contact_ellipsoids(task.skin, part)
        gap = float(plane.gaps(task.skin, solved.frames, chosen)[0].min())
        way = "above" if gap > 0 else "inside"
        cm = abs(gap) * 100
        yield Missed(f"contacts {part}", cm, f"is {cm:.1f} cm {way} the {on}")


def _flat(solved: Solved) -> Iterator[Missed]:
    for part, on in solved.task.constraints.contacts.items():
        base, side = split_side(part)
        if base not in FLAT_AXES or base == "toes":
            continue
        bone, axis, left, right = FLAT_AXES[base]
        drawn = solved.frames.rotation[0, FRAME[f"{bone}_{side}"], :, axis]
        wanted = solved.task.planes[on].normal * (left if side == "l" else right)
        deg = float(np.degrees(np.arccos(np.clip(drawn @ wanted, -1, 1))))
        yield Missed(f"contacts {part}", deg * _CM_PER_DEG, f"is tilted {deg:.0f} deg off the {on}")


def _fixed(solved: Solved) -> Iterator[Missed]:
    places = solved.task.constraints.places
    for name, target in solved.task.fixed.items():
        cm = float(np.linalg.norm(_off(place(solved.frames, name), target))) * 100
        key = "places" if name in places else "anchors"
        outcome = f"is {cm:.1f} cm from where it has to be"
        yield Missed(f"{key} {name}", cm, outcome + _kept_by(solved, name))


def _kept_by(solved: Solved, name: str) -> str:
    """How to let go of a landmark that no entry anchors, but the part that rests there."""
    constraints = solved.task.constraints
    base, side = split_side(name)
    resting = [
        part
        for part in constraints.contacts
        for kept, kept_side in [split_side(part)]
        if kept_side == side and kept in PLANTED and PLANTED[kept][0] == base
    ]
    if not resting or name in constraints.anchors or name in constraints.places:
        return ""
    return f" ({resting[0]} rests there; 'anchors: {{{name}: none}}' lets it move)"


def _meetings(solved: Solved) -> Iterator[Missed]:
    for name, other in solved.task.constraints.meets.items():
        way = place(solved.frames, name) - place(solved.frames, other)
        cm = float(np.linalg.norm(way)) * 100
        yield Missed(f"meets {name}", cm, f"is {cm:.1f} cm from {other}")


def _off(point: Numbers, target: Numbers) -> Numbers:
    """The way to a target along the axes that it gives."""
    return np.nan_to_num(point - target)


def _leans(solved: Solved) -> Iterator[Missed]:
    for lean in leans_of(solved.task.constraints):
        drawn = float(lean.drawn(solved.frames)[0])
        off = (drawn - lean.degrees + 180) % 360 - 180
        said = f"is drawn at {lean.degrees + off:.0f} deg instead of {lean.degrees:.0f}"
        yield Missed(lean.key, abs(off) * _CM_PER_DEG, said)


def _balance(solved: Solved) -> Iterator[Missed]:
    support = support_of(solved.task.constraints)
    if support:
        middle = np.mean([place(solved.frames, name) for name in support], axis=0)
        off = centre_of_mass(solved.frames, solved.task.loads)[0] - middle
        cm = float(abs(off[0])) * 100
        if cm > _BALANCE_CM:
            yield Missed("balance", cm, f"is off: the weight is {cm:.0f} cm from its support")


def _ranges(solved: Solved) -> Iterator[Missed]:
    for name, by in beyond(solved.pose).items():
        if name in METRES:
            yield Missed(f"joints {name}", by * 100, f"is {by * 100:.1f} cm past its range")
        else:
            yield Missed(f"joints {name}", by * _CM_PER_DEG, f"is {by:.0f} deg past its range")
