"""Checks of bodies in space: nothing goes through anything, and something holds the body up."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from clinic_app.figure.ellipsoid_set import (
    MATERIAL,
    PART,
    PARTS,
    EllipsoidSet,
    Ints,
    Mask,
    overlaps,
)
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm
from clinic_app.figure.pose.girth import softness_m
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.props.solids import Prop

FLOOR_M = 0.006
PROP_M = 0.018
BODY_M = 0.022
CLOTH_M = {"shorts": 0.0, "leggings": 0.002, "long": 0.008}  # by the cut of the clothes
FLOATING_M = 0.02
HOVERING_M = (0.008, 0.03)

# How far the body sinks into soft things; the mat is part of the floor.
_SOFT_M = {"pillow": 0.06, "ball": 0.06, "pad": 0.05, "bike": 0.03, "table": 0.03, "bed": 0.05}
# Things that lie on the body by what they are.
_WORN = (
    *("weight", "loop", "ring", "cord", "ankle_weight", "strap", "towel_roll", "backpack"),
    *("towel", "small_ball"),
)
_SCARF_M = 0.012
_SEATED = ("glute", "thigh")
_GRIPPED = ("walker", "stairs", "bike")  # things in the room that hands close round
_UNDER_HEADS = ("pillow",)  # hair is pressed flat in them
_HOLDING = ("hand", "fingers", "thumb", "farm")


def floor(panel: Drawn) -> Iterator[Finding]:
    """A part of the body below the floor."""
    limit = FLOOR_M + CLOTH_M[panel.motion.look.wear]
    for part, by in panel.parts_above(-panel.low - _scarf(panel), limit).items():
        message = f"{part} is {_cm(by)} below the floor"
        yield Finding("floor", panel.number, message, part, cm(by))


def prop(panel: Drawn) -> Iterator[Finding]:
    """A part of the body inside something; hands may be round what they hold."""
    for thing in panel.props:
        if thing.kind == "mat" or thing.kind in _WORN:
            continue
        depth = np.where(_may_be_inside(panel, thing), -1.0, panel.depth(thing) - _scarf(panel))
        depth -= 0.0 if thing.held else _sat_on(panel)
        limit = _SOFT_M.get(thing.kind, PROP_M + (_pressed_m(panel) if thing.held else 0.0))
        for part, by in panel.parts_above(depth, limit).items():
            message = f"{part} is {_cm(by)} inside the {thing.kind}"
            yield Finding("prop", panel.number, message, f"{part} {thing.kind}", cm(by))


def _pressed_m(panel: Drawn) -> float:
    """How far what is held presses into flesh more than into the standard man's."""
    return softness_m(panel.solved.task.person) / 4


def _sat_on(panel: Drawn) -> Numbers:
    """How much flatter than the standard man's buttocks and thighs are where they bear; (n,) m."""
    bears = [str(name)[:-2] in _SEATED for name in panel.part]
    return np.where(bears, _pressed_m(panel), 0.0)


def _scarf(panel: Drawn) -> Numbers:
    """How far the cloth round head and neck gives way; (n,) m."""
    return np.where(panel.ellipsoids.material == MATERIAL["scarf"], _SCARF_M, 0.0)


def _may_be_inside(panel: Drawn, thing: Prop) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if thing.kind in _UNDER_HEADS:
        return np.asarray(panel.part == "hair")
    if not thing.held and thing.kind not in _GRIPPED:
        return np.zeros(len(panel.part), bool)
    return np.array([str(name)[:-2] in _HOLDING for name in panel.part])


def body(panel: Drawn) -> Iterator[Finding]:
    """Parts of the body through each other; neighbours grow into each other and may.

    Flesh and loose cloth give way: the more of them, the more.
    """
    ellipsoids = panel.ellipsoids
    reach = ellipsoids.radii.max(1)
    square = (ellipsoids.centre**2).sum(1)
    apart = square[:, None] + square - 2 * ellipsoids.centre @ ellipsoids.centre.T
    near = apart < (reach[:, None] + reach) ** 2
    near &= ~NEIGHBOURS[ellipsoids.part[:, None], ellipsoids.part]
    first, second = np.nonzero(np.triu(near))
    keep = ~is_joined(ellipsoids, first, second)
    first, second = first[keep], second[keep]
    depth = overlaps(ellipsoids, first, second)
    worst: dict[tuple[str, str], float] = {}
    limit = BODY_M + softness_m(panel.solved.task.person) + CLOTH_M[panel.motion.look.wear]
    for i in np.flatnonzero(depth > limit):
        one, other = sorted((str(panel.part[first[i]]), str(panel.part[second[i]])))
        worst[one, other] = max(worst.get((one, other), 0.0), float(depth[i]))
    for (one, other), by in worst.items():
        message = f"{one} and {other} overlap by {_cm(by)}"
        yield Finding("body", panel.number, message, f"{one} {other}", cm(by))


def floating(panel: Drawn) -> Iterator[Finding]:
    """Nothing holds the body up; or a foot hangs a little above what it should stand on."""
    near = float(panel.room.max())
    if near < -FLOATING_M:
        message = f"nothing touches anything by {_cm(-near)}"
        yield Finding("floating", panel.number, message, size=cm(-near))
        return
    resting = {
        part.removeprefix(p) for part in panel.solved.task.constraints.contacts for p in _STANDING
    }
    for side in "lr":
        gap = -float(panel.room[panel.part == f"foot_{side}"].max())
        if f"_{side}" not in resting and HOVERING_M[0] < gap < HOVERING_M[1]:
            message = f"foot_{side} hangs {_cm(gap)} above its place"
            yield Finding("floating", panel.number, message, f"foot_{side}", cm(gap))


_STANDING = ("foot", "toes", "heel")


def _cm(metres: float) -> str:
    return f"{metres * 100:.1f} cm"


_HEAD = ("neck", "head", "nose", "ear", "hair")
_SIDED = (
    *(("fingers", "hand"), ("fingers", "thumb"), ("thumb", "hand"), ("thumb", "farm")),
    *(("hand", "farm"), ("farm", "uarm")),
    *(
        ("toes", "foot"),
        ("foot", "shank"),
        ("shank", "thigh"),
        ("thigh", "glute"),
        ("shank", "glute"),
    ),
)
_UPPER_ARM = 0.6  # the share of the upper arm that lies against the trunk


def _table() -> Mask:
    pairs = [*combinations(_HEAD, 2), ("neck", "torso"), ("glute_l", "glute_r")]
    pairs += [(f"{a}_{s}", f"{b}_{s}") for a, b in _SIDED for s in "lr"]
    pairs += [(f"{name}_{s}", "torso") for name in ("thigh", "glute") for s in "lr"]
    pairs += [(f"thigh_{s}", f"glute_{o}") for s, o in ("lr", "rl")]
    pairs += [("hair", name) for name in PARTS]
    found = np.eye(len(PARTS), dtype=bool)
    for first, second in pairs:
        found[PART[first], PART[second]] = found[PART[second], PART[first]] = True
    return found


NEIGHBOURS = _table()  # (parts, parts)


def is_joined(ellipsoids: EllipsoidSet, first: Ints, second: Ints) -> Mask:
    """Pairs at a joint: the shoulder with the trunk and neck, the insides of the upper thighs."""
    arm = np.isin(ellipsoids.part, [PART["uarm_l"], PART["uarm_r"]])
    thigh = np.isin(ellipsoids.part, [PART["thigh_l"], PART["thigh_r"]])
    trunk = np.isin(ellipsoids.part, [PART["torso"], PART["neck"]])
    # Soft tissue over a joint has no place along the limb.
    shoulder = arm & ~(ellipsoids.along > _UPPER_ARM)
    groin = thigh & ~(ellipsoids.along > _GROIN)
    return (
        (shoulder[first] & trunk[second])
        | (trunk[first] & shoulder[second])
        | (groin[first] & groin[second])
    )


_GROIN = 0.35
