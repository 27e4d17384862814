"""Checks of a helper's hands: they touch the person and do not go through."""

from collections.abc import Iterator

import numpy as np

from clinic_app.figure.body.helper import helper_surface
from clinic_app.figure.ellipsoid_set import PARTS, joined, overlaps
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm
from clinic_app.figure.motion import scene_of
from clinic_app.figure.pose.girth import softness_m
from clinic_app.figure.pose.helper import HelperArm

PRESSED_M = 0.03  # a hand that holds presses into flesh, and its fingers close round it
APART_M = 0.015


def helping(panel: Drawn) -> Iterator[Finding]:
    """A helper's forearm or hand inside the person, or off the person."""
    if not panel.motion.figure.panels[panel.number - 1].helper:
        return
    shown = scene_of(panel.motion, panel.solved.frames, panel=panel.number - 1)
    for arm in shown.helpers:
        deepest = _depths(panel, arm)
        side = arm.side
        if deepest and max(deepest.values()) < -APART_M:
            off = -max(deepest.values())
            message = f"helper_hand_{side} is {off * 100:.1f} cm off the person"
            yield Finding("reach", panel.number, message, f"helper_hand_{side}", cm(off))
        limit = PRESSED_M + softness_m(panel.solved.task.person)
        for (one, other), by in deepest.items():
            if by > limit:
                message = f"{one} and {other} overlap by {by * 100:.1f} cm"
                yield Finding("body", panel.number, message, f"{one} {other}", cm(by))


def _depths(panel: Drawn, arm: HelperArm) -> dict[tuple[str, str], float]:
    """How far each part of the arm is in each part of the person, below 0 outside; m."""
    hand, person = helper_surface(arm.side).at(arm.frames), panel.ellipsoids
    both = joined([hand, person])
    count = len(hand.part)
    first, second = (
        grid.ravel() for grid in np.meshgrid(np.arange(count), count + np.arange(len(person.part)))
    )
    depth = overlaps(both, first, second)
    found: dict[tuple[str, str], float] = {}
    for n in np.argsort(depth)[-_LOOKED_AT:].tolist():
        pair = PARTS[both.part[first[n]]], PARTS[both.part[second[n]]]
        found[pair] = float(depth[n])
    return found


_LOOKED_AT = 200  # of all pairs of ellipsoids those that overlap most; the deepest comes last
