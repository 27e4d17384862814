"""The hands of somebody who helps: forearms and hands laid on the person, without a body."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import HelperHand
from clinic_app.figure.data.hands import shape_named
from clinic_app.figure.pose.arrow_words import WAYS
from clinic_app.figure.pose.joints import INDEX, Numbers, limits, resting_pose
from clinic_app.figure.pose.landmarks import landmark_named, place
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import FRAME, Frames, frames

_CLOSED = frozenset({"grip", "fist", "squeeze", "hook"})  # what these hold is in the fist
_STEEP = 0.25  # the least share of the forearm's way that lies in the plane of the palm


@dataclass(frozen=True)
class HelperArm:
    """A helping forearm and hand: its side, frames of which only these count, where its palm looks.

    ``palm`` is (3,) of length 1.
    """

    side: str
    frames: Frames
    palm: Numbers

    def moved(self, way: Numbers) -> "HelperArm":
        """The same arm elsewhere."""
        frames = replace(self.frames, origin=self.frames.origin + way)
        return replace(self, frames=frames)


def read_helper(told: HelperHand) -> HelperHand:
    """The same hand. Raises UserError for a landmark, a shape or a way that is unknown."""
    landmark_named(told.to)
    shape_named(told.fingers)
    _direction(told.palm)
    _direction(told.arm)
    return told


def helper_arms(hands: Mapping[str, HelperHand], body: Frames) -> tuple[HelperArm, ...]:
    """The helping arms at a moment, each palm on its landmark; ``hands`` by side, l or r."""
    return tuple(
        HelperArm(side, _laid(told, side, body), _direction(told.palm))
        for side, told in sorted(hands.items())
    )


def _laid(told: HelperHand, side: str, body: Frames) -> Frames:
    """The palm on its landmark and looking its way, the forearm from where it comes."""
    palm, arm = _direction(told.palm), _direction(told.arm)
    along = _fingers_way(palm, arm)
    arm = unit(arm - along * max(0.0, _STEEP + float(arm @ along)))
    pose = resting_pose()
    for joint, angle in shape_named(told.fingers).items():
        pose[INDEX[f"{joint}_{side}"]] = angle
    low, high = limits(f"wrist_{side}")
    bent = float(np.degrees(np.arcsin(np.clip(arm @ palm, -1.0, 1.0))))
    pose[INDEX[f"wrist_{side}"]] = min(max(bent, low), high)
    rest = frames(pose)
    left = -palm if side == "l" else palm
    hand = np.stack([np.asarray(np.cross(left, -along), float), left, -along], 1)
    turn = hand @ rest.rotation[0, FRAME[f"hand_{side}"]].T
    point = place(rest, f"{'grip' if told.fingers in _CLOSED else 'palm'}_{side}")
    return Frames(turn @ rest.rotation, (rest.origin - point) @ turn.T + place(body, told.to))


def _fingers_way(palm: Numbers, arm: Numbers) -> Numbers:
    """On from the forearm, in the plane of the palm."""
    flat = -(arm - (arm @ palm) * palm)
    if np.linalg.norm(flat) < _STEEP:
        ahead = np.eye(3)[int(np.argmin(np.abs(palm)))]
        flat = flat + ahead - (ahead @ palm) * palm
    return unit(flat)


def _direction(way: str | tuple[float, ...]) -> Numbers:
    if isinstance(way, str):
        if way not in WAYS:
            raise UserError(f"A helper's hand has no way {way!r}.", f"Known: {', '.join(WAYS)}.")
        return np.array(WAYS[way])
    if len(way) != 3 or not any(way):
        raise UserError("A helper's way is no direction.", "Give a word or three numbers.")
    return unit(np.array(way, float))
