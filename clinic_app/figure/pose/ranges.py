"""How far each joint goes: the ranges of motion, from the table that cites them."""

from collections.abc import Mapping
from functools import cache

from clinic_app.figure.data.anatomy import range_of
from clinic_app.figure.pose.joints import INDEX, PLACING, Numbers


@cache
def limits(name: str) -> tuple[float, float]:
    """The least and the largest value of a joint, in degrees; the pelvis may be anywhere."""
    if name in PLACING:
        return (-360.0, 360.0) if name in ("yaw", "pitch", "roll") else (-9.0, 9.0)
    return range_of(name.removesuffix("_l").removesuffix("_r"))


def beyond(pose: Numbers) -> Mapping[str, float]:
    """Every joint that is bent past its range, with how far, in its own unit."""
    past = {n: max(limits(n)[0] - pose[i], pose[i] - limits(n)[1]) for n, i in INDEX.items()}
    return {name: float(by) for name, by in past.items() if by > 0}
