"""Which parts of the body may overlap, because they grow into each other or are soft there."""

from itertools import combinations

import numpy as np

from clinic_app.figure.ellipsoid_set import PART, PARTS, Ints, Mask, Splats

_HEAD = ("neck", "head", "nose", "ear", "hair")
_SIDED = (
    *(("fingers", "hand"), ("fingers", "thumb"), ("thumb", "hand"), ("thumb", "farm")),
    *(("hand", "farm"), ("farm", "uarm")),
    *(("foot", "shank"), ("shank", "thigh"), ("thigh", "glute"), ("shank", "glute")),
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


def is_joined(splats: Splats, first: Ints, second: Ints) -> Mask:
    """Pairs at a joint: the shoulder with the trunk and neck, the insides of the upper thighs."""
    arm = np.isin(splats.part, [PART["uarm_l"], PART["uarm_r"]])
    thigh = np.isin(splats.part, [PART["thigh_l"], PART["thigh_r"]])
    trunk = np.isin(splats.part, [PART["torso"], PART["neck"]])
    # Soft tissue over a joint has no place along the limb.
    shoulder = arm & ~(splats.along > _UPPER_ARM)
    groin = thigh & ~(splats.along > _GROIN)
    return (
        (shoulder[first] & trunk[second])
        | (trunk[first] & shoulder[second])
        | (groin[first] & groin[second])
    )


_GROIN = 0.35
