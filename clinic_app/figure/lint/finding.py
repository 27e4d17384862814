"""What a check says about a figure, and the names of all checks."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.exercise.figure import Size

CHECKS: Mapping[str, str] = {
    "range": "a joint is bent past its range of motion",
    "floor": "a part of the body is below the floor",
    "prop": "a part of the body is inside a prop",
    "body": "two parts of the body go through each other",
    "floating": "a body, or a foot that should stand, hangs in the air",
    "contact": "a part does not rest where it should rest",
    "flat": "a planted foot or hand is tilted off its surface",
    "reach": "a hand misses its place, or touches nothing there",
    "touch": "a stick on the spine misses head, back or tailbone",
    "load": "a thing weighs more than there is of its kind",
    "grip": "a hand holds a thing with open fingers",
    "balance": "the weight is not over the base of support",
    "angle": "an angle is drawn otherwise than it is given",
    "slide": "a planted part moves between two panels",
    "symmetry": "the sides differ in an exercise of both sides",
    "residual": "the pose cannot do all that it should",
    "still": "nothing moves between two panels, or nothing that an arrow follows",
    "muscle": "the camera does not see a muscle that works or is stretched",
    "inset": "an inset shows no muscle better than the large picture",
    "grey": "the mark of a muscle cannot be seen in grey print",
    "paper": "an angle reads otherwise from the paper than it is given",
    "cut": "a close-up cuts off what an arrow follows",
    "apart": "values of a setting 20 degrees apart look the same in print",
    "setting": "a setting changes nothing in the picture",
    "figure": "the figure cannot be solved",
    "waiver": "a waiver is of no use",
}

# What a miss is measured in; a check that does not stand here cannot be waived.
UNITS: Mapping[str, tuple[str, ...]] = {
    "range": ("deg", "cm"),
    **dict.fromkeys(("floor", "prop", "body", "floating", "contact"), ("cm",)),
    **dict.fromkeys(("reach", "touch", "balance", "slide", "still", "cut"), ("cm",)),
    **dict.fromkeys(("flat", "angle", "symmetry", "paper", "grip"), ("deg",)),
    **dict.fromkeys(("muscle", "apart"), ("%",)),
    "setting": (),
}


@dataclass(frozen=True)
class Finding:
    """Something wrong in a figure.

    ``check`` is a name of `CHECKS`; ``panel`` counts from 1, and is 0 where no one panel is meant;
    ``subject`` has the parts, joints, muscles or settings that a waiver may name after the check;
    ``size`` says how large the miss is, where that has a unit.
    """

    check: str
    panel: int
    message: str
    subject: str = ""
    size: Size | None = None

    def is_meant_by(self, waiver: str) -> bool:
        """Whether a waiver such as ``body`` (all of it) or ``body hand_r torso`` means this."""
        check, *named = waiver.split()
        return check == self.check and set(named) <= set(self.subject.split())

    def is_within(self, allowed: Size | None) -> bool:
        """Whether the miss is no larger than a waiver allows."""
        if self.size is None or allowed is None:
            return self.size is None
        return self.size.unit == allowed.unit and self.size.amount <= allowed.amount


def cm(metres: float) -> Size:
    """A miss given in m."""
    return Size(metres * 100, "cm")


def deg(degrees: float) -> Size:
    """A miss given in degrees."""
    return Size(degrees, "deg")


def percent(share: float) -> Size:
    """A miss given as a share from 0 to 1."""
    return Size(share * 100, "%")
