"""How far each joint goes: the ranges of motion, from the table that cites them."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from ruamel.yaml import YAML

from clinic_app.figure.joints import INDEX, PLACING, Numbers
from clinic_app.shipped_data import RESOURCES


@cache
def _table() -> Mapping[str, tuple[float, float]]:
    text = (RESOURCES / "anatomy" / "motion.yaml").read_text(encoding="utf-8")
    raw = cast("Mapping[str, Mapping[str, Mapping[str, float]]]", YAML(typ="safe").load(text))
    return {name: (float(r["min"]), float(r["max"])) for name, r in raw["motion"].items()}


@cache
def limits(name: str) -> tuple[float, float]:
    """The least and the largest value of a joint, in degrees; the pelvis may be anywhere."""
    if name in PLACING:
        return (-360.0, 360.0) if name in ("yaw", "pitch", "roll") else (-9.0, 9.0)
    return _table()[name.removesuffix("_l").removesuffix("_r")]


def beyond(pose: Numbers) -> Mapping[str, float]:
    """Every joint that is bent past its range, with how far, in its own unit."""
    past = {n: max(limits(n)[0] - pose[i], pose[i] - limits(n)[1]) for n, i in INDEX.items()}
    return {name: float(by) for name, by in past.items() if by > 0}
