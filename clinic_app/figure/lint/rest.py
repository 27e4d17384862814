"""Checks of what rests: contacts touch, lie flat, stay, and carry the weight."""

from collections.abc import Iterator

import numpy as np

from clinic_app.figure.ellipsoid_set import Ints
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm, deg
from clinic_app.figure.pose.balance import centre_of_mass, hull
from clinic_app.figure.pose.contact import FLAT_AXES, PLANTED, Plane, contact_ellipsoids, split_side
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.layers import LIFTED
from clinic_app.figure.pose.skeleton import FRAME

CONTACT_M = 0.008
BESIDE_M = 0.03
FLAT_DEG = {"foot": 4.0, "hand": 10.0}
SLIDE_M = 0.02
TOUCHING_M = 0.012
SUPPORTING_HOLDS = ("on_wall", "flat", "press", "fingertips", "rail", "seat_edge", "rest")


def contact(panel: Drawn) -> Iterator[Finding]:
    """A gap, or a depth, where a part should rest; or the prop is not under it."""
    task = panel.solved.task
    for part, on in task.constraints.contacts.items():
        chosen = contact_ellipsoids(task.skin, part)
        gaps = _gaps(panel, task.planes[on], chosen)
        gap = float(gaps.min())
        if abs(gap) > CONTACT_M:
            way = "above" if gap > 0 else "inside"
            message = f"{part} is {abs(gap) * 100:.1f} cm {way} the {on} it rests on"
            yield Finding("contact", panel.number, message, part, cm(abs(gap)))
            continue
        off = _off_the_prop(panel, on, chosen[gaps < gap + TOUCHING_M])
        if off > BESIDE_M:
            message = f"{part} is {off * 100:.0f} cm beside the {on} it rests on"
            yield Finding("contact", panel.number, message, part, cm(off))


def _gaps(panel: Drawn, plane: Plane, chosen: Ints) -> Numbers:
    return plane.gaps(panel.solved.task.skin, panel.solved.frames, chosen)[0]


def _off_the_prop(panel: Drawn, on: str, touching: Ints) -> float:
    props = [p for p in panel.props if on in p.planes]
    if on in ("floor", "mat") or not props:
        return 0.0
    return -float(np.max([panel.depth(prop)[touching] for prop in props]))


def flat(panel: Drawn) -> Iterator[Finding]:
    """A planted foot or hand that does not lie flat on its surface."""
    task = panel.solved.task
    for part, on in task.constraints.contacts.items():
        base, side = split_side(part)
        if base not in FLAT_DEG:
            continue
        bone, axis, left, right = FLAT_AXES[base]
        drawn = panel.solved.frames.rotation[0, FRAME[f"{bone}_{side}"], :, axis]
        expected = task.planes[on].normal * (left if side == "l" else right)
        tilt = float(np.degrees(np.arccos(np.clip(drawn @ expected, -1, 1))))
        if tilt > FLAT_DEG[base]:
            message = f"{part} is tilted {tilt:.0f} deg off the {on}"
            yield Finding("flat", panel.number, message, part, deg(tilt))


def slide(first: Drawn, second: Drawn) -> Iterator[Finding]:
    """A part that rests on the same surface in both panels and is somewhere else in the second."""
    before, after = first.solved.task.constraints.contacts, second.solved.task.constraints.contacts
    parts = [part for part, on in after.items() if before.get(part) == on]
    for part in parts:
        base, side = split_side(part)
        if base not in PLANTED or (base == "pelvis" and len(parts) > 1):
            continue
        name = f"{PLANTED[base][0]}_{side}" if side else PLANTED[base][0]
        if second.solved.task.constraints.anchors.get(name) == LIFTED:
            continue  # The figure says that this one steps.
        way = place(second.solved.frames, name) - place(first.solved.frames, name)
        keep = [axis in PLANTED[base][1] for axis in "xyz"]
        far = float(np.linalg.norm(way[keep]))
        if far > SLIDE_M:
            message = f"{part} slides {far * 100:.0f} cm on the {after[part]}"
            yield Finding("slide", second.number, message, part, cm(far))


def balance(panel: Drawn) -> Iterator[Finding]:
    """The centre of mass, loads included, beside the hull of what stands on the ground."""
    task = panel.solved.task
    if not task.constraints.balance and not _stands_free(panel):
        return
    ground = [(p, on) for p, on in task.constraints.contacts.items() if _is_level(task.planes[on])]
    if not ground:
        return
    corners = [
        _footprint(panel, chosen[_gaps(panel, task.planes[on], chosen) < TOUCHING_M])
        for part, on in ground
        for chosen in [contact_ellipsoids(task.skin, part)]
    ]
    weight = centre_of_mass(panel.solved.frames, task.loads)[0, :2]
    out = _outside(weight, np.concatenate(corners))
    if out > 0:
        message = f"the centre of mass is {out * 100:.1f} cm outside the base of support"
        yield Finding("balance", panel.number, message, size=cm(out))


def _is_level(plane: Plane) -> bool:
    return float(plane.normal[2]) > 0.99


def _stands_free(panel: Drawn) -> bool:
    """On the feet alone, with no hand on anything that stands."""
    constraints = panel.solved.task.constraints
    on_feet = {split_side(part)[0] for part in constraints.contacts} <= {"foot", "toes", "heel"}
    held = any(hold.hold in SUPPORTING_HOLDS for hold in constraints.hands.values())
    return bool(constraints.contacts) and on_feet and not held


def _footprint(panel: Drawn, touching: Ints) -> Numbers:
    """The corners of what touches the ground, seen from above; (k, 2) m."""
    ellipsoids = panel.ellipsoids
    corners: list[Numbers] = []
    for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False):
        way = np.array([np.cos(turn), np.sin(turn), 0.0])
        scaled = (
            np.einsum("nij,i->nj", ellipsoids.rotation[touching], way) * ellipsoids.radii[touching]
        )
        point = scaled / np.maximum(np.linalg.norm(scaled, axis=1), 1e-9)[:, None]
        point = np.einsum(
            "nij,nj->ni", ellipsoids.rotation[touching], point * ellipsoids.radii[touching]
        )
        corners.append((ellipsoids.centre[touching] + point)[:, :2])
    return np.concatenate(corners)


def _outside(point: Numbers, corners: Numbers) -> float:
    """How far a point is outside the hull of others; at most 0 inside. In m."""
    if not len(corners):
        return np.inf
    ring = hull(corners)
    edge = np.roll(ring, -1, axis=0) - ring
    way = point - ring
    cross = edge[:, 0] * way[:, 1] - edge[:, 1] * way[:, 0]
    return float(-(cross / np.maximum(np.linalg.norm(edge, axis=1), 1e-9)).min())
