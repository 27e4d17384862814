"""Checks against the figure's constraints: ranges, angles, hands, sides, and that it moves."""

import re
from collections.abc import Iterator, Mapping

import numpy as np

from clinic_app.domain.exercise.exercise import Laterality
from clinic_app.domain.exercise.figure import Value
from clinic_app.figure.ellipsoid_set import overlaps
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm, deg
from clinic_app.figure.lint.rest import SUPPORTING_HOLDS
from clinic_app.figure.motion import lean_of
from clinic_app.figure.pose.joints import (
    DIGITS,
    INDEX,
    METRES,
    OF_SIDES,
    SIDED,
    beyond,
    both_sides,
    limits,
)
from clinic_app.figure.pose.landmarks import LANDMARKS, place
from clinic_app.figure.pose.layers import ends_of, layers_of
from clinic_app.figure.pose.missed import missed_targets
from clinic_app.figure.pose.skeleton import FOREARM, UPPER_ARM
from clinic_app.figure.render.window import UNITS, usual_scale

RANGE_DEG, RANGE_M = 2.0, 0.005
REACH_M = 0.012
TOUCH_M = 0.025
ON_BODY = ("hips", "chest", "on_belly", "on_chest", "behind_head", "beside_head", "thigh")
ON_BODY_M = 0.06  # a hand is hollow, and the parts below the skin are rounder than the skin
ANGLE_DEG = 1.0
SYMMETRY_DEG = 1.0
RESIDUAL = 1.0  # as of a hand tilted by 10 degrees, or of 2.5 cm at an anchor
STILL_M, STILL_DEG = 0.02, 5.0
STRAIGHT = 0.99  # of the arm's length: it reaches no farther
_FARTHEST = 3  # targets that a message names

_OF_THE_ARM = (*tuple(SIDED)[: tuple(SIDED).index("hip_flex")], *DIGITS)
_ARM_PARTS = ("hand", "forearm", "elbow", "uarm")
_NAME = re.compile(r"[A-Za-z_]\w*")


def range_(panel: Drawn) -> Iterator[Finding]:
    """A joint past its range of motion."""
    for name, by in beyond(panel.solved.pose).items():
        if by > (RANGE_M if name in METRES else RANGE_DEG):
            low, high = limits(name)
            at = float(panel.solved.pose[INDEX[name]])
            size = cm(by) if name in METRES else deg(by)
            message = f"{name} is at {at:.4g}, past its range of {low:g} to {high:g}"
            yield Finding("range", panel.number, message, name, size)


def reach(panel: Drawn) -> Iterator[Finding]:
    """A hand away from its target, or at a target where there is nothing to hold on to."""
    for side, miss in panel.solved.misses.items():
        hold = panel.solved.task.constraints.hands[side]
        if miss > REACH_M:
            message = f"hand_{side} misses its place by {miss * 100:.1f} cm{_too_far(panel, side)}"
            yield Finding("reach", panel.number, message, f"hand_{side}", cm(miss))
        elif hold.hold in SUPPORTING_HOLDS or hold.hold in ON_BODY:
            gap = _gap_of_hand(panel, side)
            if gap > (TOUCH_M if hold.hold in SUPPORTING_HOLDS else ON_BODY_M):
                message = f"hand_{side} touches nothing: {gap * 100:.0f} cm of air around it"
                yield Finding("reach", panel.number, message, f"hand_{side}", cm(gap))


def _too_far(panel: Drawn, side: str) -> str:
    """Whether the arm is too short for where the hand has to go, or cannot turn there."""
    body = panel.solved.frames
    arm = float(np.linalg.norm(place(body, f"wrist_{side}") - place(body, f"shoulder_{side}")))
    if arm > STRAIGHT * (UPPER_ARM + FOREARM):
        return ": the arm is straight, bring the place nearer or the trunk closer"
    return ": not too far, but wrist or shoulder cannot turn so; take another hold or landmark"


def _gap_of_hand(panel: Drawn, side: str) -> float:
    """From a hand to the nearest thing or other part of the body, in m."""
    hand = np.isin(panel.part, [f"hand_{side}", f"fingers_{side}"])
    props = [panel.depth(prop)[hand] for prop in panel.props if prop.held]
    arm = np.isin(panel.part, [f"{n}_{side}" for n in ("hand", "fingers", "thumb", "farm", "uarm")])
    first, second = (
        grid.ravel() for grid in np.meshgrid(np.flatnonzero(hand), np.flatnonzero(~arm))
    )
    own = overlaps(panel.ellipsoids, first, second).max()
    return -float(np.max([panel.room[hand].max(), own, *(d.max() for d in props)]))


def angle(panel: Drawn) -> Iterator[Finding]:
    """The trunk, a line or a joint drawn otherwise than given, where a fixed number gives it."""
    constraints, body = panel.solved.task.constraints, panel.solved.frames
    given: list[tuple[str, float, float]] = []
    if constraints.trunk is not None:
        given.append(("the trunk", constraints.trunk, lean_of(body, "pelvis", "c7")))
    for line, degrees in constraints.aims.items():
        given.append((line, degrees, lean_of(body, *ends_of(line))))
    held = {f"{name}_{side}" for name in _OF_THE_ARM for side in constraints.hands}
    for name in _set_by_settings(panel):
        if name not in held and not constraints.joints[name].guess:
            given.append((name, constraints.joints[name].value, panel.solved.pose[INDEX[name]]))
    for what, expected, drawn in given:
        off = (drawn - expected + 180.0) % 360.0 - 180.0
        if abs(off) > ANGLE_DEG:
            message = f"{what} is drawn at {expected + off:.1f} deg, given {expected:.1f} deg"
            message += _kept_by_posture(panel, what)
            yield Finding("angle", panel.number, message, what, deg(abs(off)))


def _kept_by_posture(panel: Drawn, line: str) -> str:
    """How to let go of a line that only the posture keeps."""
    motion = panel.motion
    base, *laid = layers_of(motion.spec, motion.settings)[panel.number - 1]
    if line not in base.aims or any(line in layer.aims for layer in laid):
        return ""
    return f" by the posture; 'aims: {{{line}: free}}' lets it go"


def _set_by_settings(panel: Drawn) -> list[str]:
    """The joints whose value is a formula of a setting."""
    motion = panel.motion
    values: dict[str, Value] = {}
    for layer in layers_of(motion.spec, motion.settings)[panel.number - 1]:
        for given, value in layer.joints.items():
            values.update(dict.fromkeys(both_sides(given), value))
    return [
        name
        for name, value in values.items()
        if isinstance(value, str) and set(_NAME.findall(value)) & set(motion.settings)
    ]


def symmetry(panel: Drawn) -> Iterator[Finding]:
    """The sides differ in an exercise of both, and neither hands nor contacts say why."""
    if panel.motion.laterality is not Laterality.BOTH:
        return
    pose, constraints = panel.solved.pose, panel.solved.task.constraints
    alike = list(OF_SIDES)
    if any(told.get("l") != told.get("r") for told in (constraints.hands, constraints.fingers)):
        alike = [name for name in alike if name not in _OF_THE_ARM]
    if _one_sided(constraints.contacts):
        alike = [name for name in alike if name in _OF_THE_ARM]
    off = {n: float(abs(pose[INDEX[f"{n}_l"]] - pose[INDEX[f"{n}_r"]])) for n in alike}
    for name, by in off.items():
        if by > SYMMETRY_DEG:
            message = f"{name} differs by {by:.0f} deg between the sides"
            yield Finding("symmetry", panel.number, message, name, deg(by))


def _one_sided(contacts: Mapping[str, str]) -> bool:
    """Whether a leg rests otherwise than the other one."""
    legs = {part: on for part, on in contacts.items() if not part.startswith(_ARM_PARTS)}
    left, right = ({p[:-2]: on for p, on in legs.items() if p.endswith(s)} for s in ("_l", "_r"))
    return left != right


def residual(panel: Drawn) -> Iterator[Finding]:
    """The solver could not fulfil everything at once."""
    if panel.solved.cost > RESIDUAL:
        missed = "; ".join(str(one) for one in missed_targets(panel.solved)[:_FARTHEST])
        message = f"the pose cannot do all it should: {missed}"
        yield Finding("residual", panel.number, message)


def _eyes(panel: Drawn) -> tuple[tuple[float, float], str]:
    """Where they look, and whether they are open."""
    constraints = panel.solved.task.constraints
    return constraints.gaze, constraints.eyes


def still(first: Drawn, second: Drawn) -> Iterator[Finding]:
    """Two panels that show the same: no arrow tells of a push or a circle, the eyes rest."""
    pushed = not all(a.follows_a_way for a in second.motion.arrows_of(second.number - 1))
    if pushed or _eyes(first) != _eyes(second):
        return
    turned = max(
        float(abs(second.solved.pose[i] - first.solved.pose[i]))
        for name, i in INDEX.items()
        if name not in METRES
    )
    far = max(
        float(np.linalg.norm(place(second.solved.frames, n) - place(first.solved.frames, n)))
        for n in LANDMARKS
    )
    least = STILL_M * UNITS / usual_scale(second.motion.camera)  # close up, less is seen
    if far < least and turned < STILL_DEG:
        message = (
            f"shows the same as panel {first.number}: {far * 100:.1f} cm, {turned:.0f} deg; it has "
            f"to move by {least * 100:.2g} cm or {STILL_DEG:g} deg"
        )
        yield Finding("still", second.number, message, size=cm(least - far))
