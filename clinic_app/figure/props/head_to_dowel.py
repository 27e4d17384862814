"""Somebody with a stick along the spine draws the head back until it touches the stick."""

from dataclasses import replace

import numpy as np

from clinic_app.figure.pose.joints import INDEX, Numbers, limits
from clinic_app.figure.pose.posing import Solved
from clinic_app.figure.pose.skeleton import frames
from clinic_app.figure.props.spine_line import gap_of_head, spine_line

# A good neck glides back more than it bends, and the chin stays level (drawing choice).
_DRAWN_BACK = {"retract": 0.02, "neck": -6.0, "nod": 4.0}
_MOST = 4.0  # times that
_HALVINGS = 7  # to half a millimetre


def head_to_dowel(solved: Solved) -> Solved:
    """The pose with the head on the line of tailbone and upper back, as far as a neck can go."""
    skin = solved.task.skin
    line = spine_line(skin.at(solved.frames), skin.frame, solved.frames)

    def at(share: float) -> tuple[Solved, float]:
        pose = _drawn_back(solved.pose, share)
        made = replace(solved, pose=pose, frames=frames(pose[None], solved.task.person))
        return made, gap_of_head(line, skin.at(made.frames), skin.frame, made.frames)

    made, gap = at(0.0)
    low, high = 0.0, _MOST
    for _ in range(_HALVINGS if gap > 0 else 0):
        middle = (low + high) / 2
        made, gap = at(middle)
        low, high = (middle, high) if gap > 0 else (low, middle)
    return made


def _drawn_back(pose: Numbers, share: float) -> Numbers:
    made = pose.copy()
    for name, by in _DRAWN_BACK.items():
        low, high = limits(name)
        made[INDEX[name]] = np.clip(pose[INDEX[name]] + share * by, low, high)
    return made
