"""Which parts of the body grow into each other: they get a line only where one stands out."""

from itertools import pairwise

import numpy as np

from clinic_app.figure.ellipsoid_set import PART, PARTS

_HEAD = {"head", "nose", "ear", "hair", "neck"}
_FINE = {"nose", "ear", "hair", "head"}
_FINE_SIDED = {"hand", "fingers", "thumb"}


def _sided() -> list[set[str]]:
    pairs: list[set[str]] = []
    for s in ("l", "r"):
        arm, leg = ("fingers", "hand", "farm", "uarm"), ("foot", "shank", "thigh", "glute")
        for chain in (arm, leg):
            pairs += [{f"{a}_{s}", f"{b}_{s}"} for a, b in pairwise(chain)]
        pairs += [{f"{name}_{s}", "torso"} for name in ("uarm", "thigh", "glute")]
        pairs += [{f"thumb_{s}", f"{name}_{s}"} for name in ("hand", "farm")]
    return pairs


def _table() -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    kin = np.eye(len(PARTS), dtype=bool)
    pairs = [*_sided(), {"neck", "torso"}, *({a, b} for a in _HEAD for b in _HEAD if a != b)]
    for pair in pairs:
        a, b = (PART[name] for name in pair)
        kin[a, b] = kin[b, a] = True
    return kin


ADJACENT = _table()  # (parts, parts): neighbours on the body
# How far in m one part must stand before another for a line: less for the face and the hands.
STEP = np.array([0.007 if p in _FINE or p[:-2] in _FINE_SIDED else 0.02 for p in PARTS])
