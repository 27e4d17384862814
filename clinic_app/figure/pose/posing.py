"""Solve a panel: find the joint angles at which all constraints of the panel hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.figure.data.holds import Grip, grip_named
from clinic_app.figure.data.people import STANDARD, Person
from clinic_app.figure.ellipsoid_set import Ints, Surface
from clinic_app.figure.pose.arms import Reached, close_hand, reach
from clinic_app.figure.pose.balance import Load, centre_of_mass
from clinic_app.figure.pose.contact import FLAT_AXES, PLANTED, Plane, contact_ellipsoids, split_side
from clinic_app.figure.pose.joints import INDEX, METRES, Numbers, limits, resting_pose
from clinic_app.figure.pose.landmarks import LANDMARKS, landmark, lean, place
from clinic_app.figure.pose.layers import LIFTED, PanelConstraints, ends_of
from clinic_app.figure.pose.least_squares import minimise
from clinic_app.figure.pose.skeleton import DIGIT_FRAMES, FRAME, Frames, frames

_PER_METRE = 40.0
_PER_DEGREE = 0.5
_FLATNESS = 6.0
_BALANCE = 15.0
_BALANCE_BETWEEN_FEET = 1.0  # sideways there is room between two feet
_STAYING = 0.004  # how strongly a guess keeps the solver near itself, per usual step
_PAST_RANGE = 1 / 3


@dataclass(frozen=True)
class Task:
    """Everything one panel is solved for.

    ``planes`` are those to rest on by name, ``fixed`` the landmarks that must be at a place (nan
    leaves an axis open), ``loads`` the weights, ``skin`` the surface that touches, ``person``
    whose it is.
    """

    constraints: PanelConstraints
    planes: Mapping[str, Plane]
    fixed: Mapping[str, Numbers]
    loads: Sequence[Load]
    skin: Surface
    hand_points: Mapping[str, Numbers] = field(default_factory=dict[str, Numbers])
    person: Person = STANDARD


@dataclass(frozen=True)
class Solved:
    """A panel's pose, its frames, what it rested on, and how well it came out.

    ``cost`` is the sum of squares of what the solver could not fulfil; ``misses`` is how far each
    hand is from where it should be, in m.
    """

    pose: Numbers
    frames: Frames
    task: Task
    cost: float
    misses: Mapping[str, float]


def solve(task: Task, start: Numbers | None = None) -> Solved:
    """Find the pose. ``start`` (joints,) is where guesses begin, the panel's own if None."""
    pose = _given_pose(task.constraints)
    problem = _Problem(task)
    if start is not None:
        pose[problem.places] = start[problem.places]
    pose, cost = problem.solve(pose)
    pose, misses = _place_hands(task, pose)
    if misses and (task.constraints.balance or problem.uses_arms):
        pose, cost = problem.solve(pose)
        pose, misses = _place_hands(task, pose)
    return Solved(pose, frames(pose, task.person), task, cost, misses)


def _given_pose(constraints: PanelConstraints) -> Numbers:
    pose = resting_pose()
    for name, number in constraints.joints.items():
        pose[INDEX[name]] = number.value
    for side, hold in constraints.hands.items():
        grip = grip_named(hold.hold)
        if side not in constraints.fingers:
            close_hand(pose, side, grip)
        if grip.hangs:
            pose[INDEX[f"sh_flex_{side}"]] = constraints.trunk or 0.0
    lean = constraints.trunk or 0.0
    free = {n for n, number in constraints.joints.items() if number.guess}
    if lean and "pitch" in free and pose[INDEX["pitch"]] == 0:
        pose[INDEX["pitch"]] = lean * 0.9
        for name in ("hip_flex_l", "hip_flex_r"):
            if name in free:
                pose[INDEX[name]] += lean
    return pose


def _place_hands(task: Task, pose: Numbers) -> tuple[Numbers, dict[str, float]]:
    misses: dict[str, float] = {}
    for side, hold in task.constraints.hands.items():
        grip = grip_named(hold.hold)
        if grip.hangs:
            continue
        point, limb = task.hand_points.get(side), None
        if point is None:
            point, limb = _own_place(
                frames(pose, task.person), hold.to or grip.to, side, hold.hold, grip.aside
            )
        reached = reach(pose, side, point, grip, task.person, limb)
        if side in task.hand_points and task.person.straight != STANDARD:
            reached = _nearby(task, reached, side, point, grip)
        pose, misses[side] = reached.pose, reached.miss
    return pose, misses


_NEARBY_M, _TRIES = 0.12, 4


def _nearby(task: Task, reached: Reached, side: str, point: Numbers, grip: Grip) -> Reached:
    """A place in a file is told for the standard man: others take one near it, as high."""
    target = point
    for _ in range(_TRIES):
        if reached.miss < _MISSED_M or np.linalg.norm(target - point) > _NEARBY_M:
            break
        hand = place(frames(reached.pose, task.person), f"{grip.point}_{side}")
        target = np.array([hand[0], hand[1], point[2]])
        reached = reach(reached.pose, side, target, grip, task.person)
    return reached


_MISSED_M = 0.005


def _own_place(
    solved: Frames, name: str, side: str, hold: str, aside: float
) -> tuple[Numbers, Numbers]:
    """Where the hand goes, and how the bone there is turned."""
    for known in (f"{name}_{side}", name):
        if known in LANDMARKS:
            limb = solved.rotation[0, LANDMARKS[known][0]]
            return place(solved, known) + limb[:, 1] * (aside if side == "l" else -aside), limb
    raise UserError(f"The hold {hold!r} does not say where the hand goes.", "Give at: or to:.")


class _Problem:
    """The unknowns of one panel and their constraints, for a batch of tries at once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._groups = _unknowns(task.constraints)
        self.places: Ints = np.array(
            [i for group in self._groups for i in group], dtype=np.int64
        )  # every joint that may change
        self._member = np.array(
            [n for n, group in enumerate(self._groups) for _ in group], dtype=np.int64
        )
        self._first = [group[0] for group in self._groups]
        names = list(INDEX)
        self._scale = np.array([0.03 if names[i] in METRES else 5.0 for i in self._first])
        span = [limits(names[i]) for i in self._first]
        self._low = np.array([low for low, _ in span])
        self._high = np.array([high for _, high in span])
        self._leans = leans_of(task.constraints)
        self.uses_arms = any(names[i].startswith("sh_flex") for i in self._first)
        self._contacts = [
            (contact_ellipsoids(task.skin, part), task.planes[on])
            for part, on in task.constraints.contacts.items()
        ]
        self._flat = [
            flat
            for part, on in task.constraints.contacts.items()
            if (flat := _flat(part, task, on))
        ]
        self._support = support_of(task.constraints)
        self._fingers = self._asks_for_fingers()

    def _asks_for_fingers(self) -> bool:
        """Whether fingers rest on something or have to be somewhere."""
        meets = self._task.constraints.meets
        leans = [name for lean in self._leans for name in (lean.upper, lean.lower)]
        asked = {
            LANDMARKS[name][0] for name in (*self._task.fixed, *meets, *meets.values(), *leans)
        }
        for chosen, _ in self._contacts:
            asked.update(self._task.skin.frame[chosen].tolist())
        return not asked.isdisjoint(DIGIT_FRAMES)

    def solve(self, pose: Numbers) -> tuple[Numbers, float]:
        if not self._groups:
            return pose, 0.0
        nominal = pose[self._first]

        def residuals(values: Numbers) -> Numbers:
            poses = np.repeat(pose[None], len(values), axis=0)
            poses[:, self.places] = values[:, self._member]
            return self._residuals(poses, values, nominal)

        found = minimise(residuals, nominal, scale=self._scale)
        pose = pose.copy()
        pose[self.places] = found.values[self._member]
        stayed = (found.values - nominal) / self._scale * _STAYING
        return pose, max(0.0, found.cost - float(stayed @ stayed))

    def _residuals(self, poses: Numbers, values: Numbers, nominal: Numbers) -> Numbers:
        solved = frames(poses, self._task.person, fingers=self._fingers)
        columns: list[Numbers] = []
        for chosen, plane in self._contacts:
            gap = plane.gaps(self._task.skin, solved, chosen).min(axis=1)
            columns.append(gap[:, None] * _PER_METRE)
        for frame, axis, direction in self._flat:
            columns.append((solved.rotation[:, frame, :, axis] - direction) * _FLATNESS)
        for name, target in self._task.fixed.items():
            keep = ~np.isnan(target)
            columns.append((landmark(solved, name)[:, keep] - target[keep]) * _PER_METRE)
        for name, other in self._task.constraints.meets.items():
            columns.append((landmark(solved, name) - landmark(solved, other)) * _PER_METRE)
        for line in self._leans:
            off = (line.drawn(solved) - line.degrees + 180) % 360 - 180
            columns.append(off[:, None] * _PER_DEGREE)
        if self._support:
            middle = sum((landmark(solved, name) for name in self._support), np.zeros(3))
            off = centre_of_mass(solved, self._task.loads) - middle / len(self._support)
            sideways = _BALANCE if len(set(self._support)) == 1 else _BALANCE_BETWEEN_FEET
            columns.append(off[:, :2] * (_BALANCE, sideways))
        columns.append((values - nominal) / self._scale * _STAYING)
        past = np.maximum(0, np.maximum(self._low - values, values - self._high))
        columns.append(past * _PAST_RANGE)
        return np.concatenate(columns, axis=1)


def _unknowns(constraints: PanelConstraints) -> list[list[int]]:
    """Joints that may change, those given under one name together."""
    groups: dict[str, list[int]] = {}
    for name, number in constraints.joints.items():
        if number.guess:
            groups.setdefault(constraints.paired[name], []).append(INDEX[name])
    hanging = [f"sh_flex_{s}" for s, h in constraints.hands.items() if grip_named(h.hold).hangs]
    if hanging:
        groups["hanging"] = [INDEX[name] for name in hanging]
    return list(groups.values())


@dataclass(frozen=True)
class Lean:
    """A line that has to lean by so many degrees from upright; ``key`` is its place in the file."""

    key: str
    upper: str
    lower: str
    degrees: float

    def drawn(self, solved: Frames) -> Numbers:
        """The lean in every pose of a batch, in the side view; (b,) degrees."""
        return lean(solved, self.upper, self.lower)


def leans_of(constraints: PanelConstraints) -> list[Lean]:
    """The lines that lean as asked: aims, the trunk, arms that hang."""
    leans = [Lean(f"aims {line}", *ends_of(line), by) for line, by in constraints.aims.items()]
    if constraints.trunk is not None:
        leans.append(Lean("trunk", "pelvis", "c7", constraints.trunk))
    hanging = [s for s, hold in constraints.hands.items() if grip_named(hold.hold).hangs]
    hands = [(f"hands {s}", f"shoulder_{s}", f"wrist_{s}") for s in hanging]
    return [*leans, *(Lean(*ends, 180.0) for ends in hands)]


def _flat(part: str, task: Task, on: str) -> tuple[int, int, Numbers] | None:
    base, side = split_side(part)
    if base not in FLAT_AXES or base == "toes":
        return None
    bone, axis, left, right = FLAT_AXES[base]
    sign = left if side == "l" else right
    return FRAME[f"{bone}_{side}"], axis, task.planes[on].normal * sign


def support_of(constraints: PanelConstraints) -> list[str]:
    """The landmarks whose middle carries the weight; empty when balance is no constraint.

    A flat foot counts three times: it carries most where the other foot only rests on its toes.
    """
    if not constraints.balance:
        return []
    found = {"foot": ("tread", 3), "toes": ("ball", 1)}
    parts = [split_side(part) for part in constraints.contacts]
    return [
        f"{found[base][0]}_{side}"
        for base, side in parts
        if base in found
        for _ in range(found[base][1])
    ]


def planted(
    constraints: PanelConstraints, first: PanelConstraints, solved: Frames
) -> dict[str, Numbers]:
    """Landmarks that stay where they are in the first panel; (3,) m each, nan leaves an axis.

    An anchor given as ``none`` frees what a contact would hold.
    """
    held: dict[str, str] = {}
    for part, on in constraints.contacts.items():
        base, side = split_side(part)
        if base in PLANTED and first.contacts.get(part) == on:
            name, axes = PLANTED[base]
            held[f"{name}_{side}" if side else name] = axes
    if any(name != "pelvis" for name in held):
        held.pop("pelvis", None)
    held = {
        n: a for n, a in {**held, **first.anchors, **constraints.anchors}.items() if a != LIFTED
    }
    return {name: _axes(place(solved, name), axes) for name, axes in held.items()}


def _axes(point: Numbers, axes: str) -> Numbers:
    return np.where([axis in axes for axis in "xyz"], point, np.nan)


def origin_of(constraints: PanelConstraints) -> dict[str, Numbers]:
    """The first panel stands with its planted part at x = 0."""
    for base in ("foot", "toes", "knee", "pelvis"):
        for side in ("_r", "_l", ""):
            if f"{base}{side}" in constraints.contacts:
                return {PLANTED[base][0] + side: np.array([0.0, np.nan, np.nan])}
    return {"pelvis": np.array([0.0, np.nan, np.nan])}
