"""Checks of what has to touch: a stick on the spine, and fingers round what a hand holds."""

from collections.abc import Iterator

import numpy as np

from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm, deg
from clinic_app.figure.pose.joints import FINGERS, INDEX, Numbers
from clinic_app.figure.props.setting import Placed
from clinic_app.figure.props.spine_line import head, tailbone, upper_back

TOUCH_M = 0.005
CLOSED_DEG = 50.0  # fingers bent less do not hold what hangs in them
_TOUCHED = {"head": head, "upper back": upper_back, "tailbone": tailbone}


def touch(panel: Drawn) -> Iterator[Finding]:
    """Air between the stick and a place that it should touch."""
    frame = panel.solved.task.skin.frame
    for thing in panel.props:
        if thing.kind != "dowel":
            continue
        depth = panel.depth(thing)
        for name, chosen in _TOUCHED.items():
            gap = -float(depth[chosen(panel.ellipsoids, frame)].max())
            if gap > TOUCH_M:
                message = f"{gap * 100:.1f} cm of air between the dowel and the {name}"
                yield Finding("touch", panel.number, message, name.split()[-1], cm(gap))


def grip(panel: Drawn) -> Iterator[Finding]:
    """A hand that holds a thing with open fingers."""
    for thing in panel.motion.props:
        for side in _holding(thing):
            bent = _bent(panel.solved.pose, side)
            if bent < CLOSED_DEG:
                message = (
                    f"hand_{side} holds the {thing.kind} with open fingers, bent by {bent:.0f} deg;"
                    " take a hold that closes them, such as hang_grip, or 'fingers: grip'"
                )
                size = deg(CLOSED_DEG - bent)
                yield Finding("grip", panel.number, message, f"hand_{side} {thing.kind}", size)


def _holding(thing: Placed) -> str:
    """The sides of the hands that are closed round a thing."""
    if thing.kind in ("dumbbell", "band"):
        return thing.words.get("hands", "lr")
    if thing.kind in ("cane", "crutch", "hammer"):
        return thing.words.get("side", "r")
    if thing.kind in ("kettlebell", "bar"):
        return "" if thing.words.get("at") else "lr"
    if thing.kind == "cord":
        ends = thing.words["through"].split()
        return "".join(side for side in "lr" if f"grip_{side}" in ends)
    return "lr" if thing.kind in ("pulley", "strap") else ""


def _bent(pose: Numbers, side: str) -> float:
    """How far the fingers of a hand are closed, in degrees of their first two joints."""
    joints = [pose[INDEX[f"{f}_{joint}_{side}"]] for f in FINGERS for joint in ("mcp", "pip")]
    return float(pose[INDEX[f"curl_{side}"]] + np.mean(joints))
