"""What a check says about a figure, and the names of all checks."""

from collections.abc import Mapping
from dataclasses import dataclass

CHECKS: Mapping[str, str] = {
    "range": "a joint is bent past its range of motion",
    "floor": "a part of the body is below the floor",
    "prop": "a part of the body is inside a prop",
    "body": "two parts of the body go through each other",
    "floating": "a body, or a foot that should stand, hangs in the air",
    "contact": "a part does not rest where it should rest",
    "flat": "a planted foot or hand is tilted off its surface",
    "reach": "a hand misses its place, or touches nothing there",
    "balance": "the weight is not over the base of support",
    "angle": "an angle is drawn otherwise than it is given",
    "slide": "a planted part moves between two panels",
    "symmetry": "the sides differ in an exercise of both sides",
    "residual": "the pose cannot do all that it should",
    "still": "nothing moves between two panels",
    "muscle": "the camera does not see a primary muscle",
    "setting": "a setting changes nothing in the picture",
    "figure": "the figure cannot be solved",
    "waiver": "a waiver is of no use",
}


@dataclass(frozen=True)
class Finding:
    """Something wrong in a figure.

    ``check`` is a name of `CHECKS`; ``panel`` counts from 1, and is 0 where no one panel is meant;
    ``subject`` has the parts, joints, muscles or settings that a waiver may name after the check.
    """

    check: str
    panel: int
    message: str
    subject: str = ""

    def is_meant_by(self, waiver: str) -> bool:
        """Whether a waiver such as ``body`` (all of it) or ``body hand_r torso`` means this."""
        check, *named = waiver.split()
        return check == self.check and set(named) <= set(self.subject.split())
