"""Checks of what the paper shows of a prescription: the angle, or that more looks like more."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from clinic_app.domain.exercise.exercise import Exercise, Setting
from clinic_app.domain.exercise.figure import Value
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm, deg, percent
from clinic_app.figure.lint.settings import shown
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import LANDMARKS, place
from clinic_app.figure.pose.landmarks import line as line_of
from clinic_app.figure.pose.layers import ends_of, layers_of
from clinic_app.figure.render.view import View, view_of
from clinic_app.figure.render.window import shared_window

PAPER_DEG = 3.0
EDGE_M = 0.01  # what a close-up shows beyond a landmark
APART_DEG = 20.0
SHOWN = 0.025  # of the picture's longer side: 1 mm of 40 in print
_NOTHING = 1e-4  # of the same side
_SIDEWAYS = 0.2  # of a line's length

_ANGLE = re.compile(r"[A-Za-z_]\w*_deg\b")


def paper(panel: Drawn) -> Iterator[Finding]:
    """A lean that follows a setting and that one reads otherwise from the paper."""
    view, body = view_of(panel.motion.camera), panel.solved.frames
    for name, line, given in _prescribed(panel):
        way = line_of(body, *ends_of(line))[0]
        if abs(way[1]) > _SIDEWAYS * np.linalg.norm(way):
            continue  # It leaves the plane that a camera could face.
        read = _lean_on_paper(view, way)
        off = abs(read - abs((given + 180.0) % 360.0 - 180.0))
        if off > PAPER_DEG:
            message = (
                f"{name} reads as {read:.0f} deg on paper, {off:.0f} deg otherwise than given; "
                "choose a camera that faces the movement"
            )
            yield Finding("paper", panel.number, message, name, deg(off))


def cut(panel: Drawn) -> Iterator[Finding]:
    """A close-up whose window cuts off a landmark that an arrow follows, before or after."""
    motion, last = panel.motion, panel.number - 1
    followed = [a.landmark for a in motion.arrows_of(last) if a.follows_a_way] if last else []
    if not motion.camera.close_up or not followed:
        return
    view = view_of(motion.camera)
    first = scene(motion, 0, arrows=False)
    low, high = shared_window([first], motion.camera, motion.look)
    for name in dict.fromkeys(followed):
        shown = [
            view.plane(place(motion.panels[number].frames, name)) for number in (last - 1, last)
        ]
        out = max(float(np.maximum(low - point, point - high).max()) for point in shown)
        if out > -EDGE_M:
            message = (
                f"the close-up cuts off {name}, which an arrow follows: {(out + EDGE_M) * 100:.1f} "
                "cm too near its edge; take a wider close-up, or a camera that shows all"
            )
            yield Finding("cut", panel.number, message, name, cm(out + EDGE_M))


def _prescribed(panel: Drawn) -> Iterator[tuple[str, str, float]]:
    """The leans that follow an angle of the settings: name, line, degrees from upright."""
    constraints = panel.solved.task.constraints
    values: dict[str, Value | None] = {}
    for layer in layers_of(panel.motion.spec, panel.motion.settings)[panel.number - 1]:
        values |= layer.aims if layer.trunk is None else {**layer.aims, "trunk": layer.trunk}
    for name, value in values.items():
        degrees = constraints.trunk if name == "trunk" else constraints.aims.get(name)
        if degrees is not None and isinstance(value, str) and _ANGLE.search(value):
            yield name, "pelvis-c7" if name == "trunk" else name, degrees


def _lean_on_paper(view: View, way: Numbers) -> float:
    """How far a way in the world leans from upright in the picture, to either side, in degrees."""
    right, down = view.plane(way).tolist()
    return float(np.degrees(np.arctan2(abs(right), -down)))


def apart(exercise: Exercise) -> Iterator[Finding]:
    """Angles of the settings whose values 20 degrees apart look the same in print."""
    for setting in shown(exercise):
        if setting.unit == "deg":
            yield from _alike(exercise, setting)


def _alike(exercise: Exercise, setting: Setting) -> Iterator[Finding]:
    low, high = _two_values(setting)
    motions = [solve_motion(exercise, {setting.name: value}) for value in (low, high)]
    share = _way_on_paper([motion for motion in motions if motion is not None])
    least = SHOWN * (high - low) / APART_DEG
    if _NOTHING < share < least:  # where nothing changes at all, another check says so
        message = (
            f"{setting.name} {low:g} and {high:g} look the same in print: nothing lies more than "
            f"{share:.1%} of the picture elsewhere, and {least:.1%} can be seen"
        )
        yield Finding("apart", 0, message, setting.name, percent(least - share))


def _two_values(setting: Setting) -> tuple[float, float]:
    """Two values round the default, 20 degrees apart where the setting goes so far."""
    most = setting.maximum - APART_DEG
    low = max(setting.minimum, min(float(setting.default) - APART_DEG / 2, most))
    return low, min(setting.maximum, low + APART_DEG)


def _way_on_paper(motions: Sequence[Motion]) -> float:
    """The longest way of a landmark between two motions, as a share of the picture."""
    one, other = motions
    view = view_of(one.camera)
    last = range(min(len(one.panels), len(other.panels)))
    scenes = [scene(motion, number, arrows=False) for motion in motions for number in last]
    low, high = shared_window(scenes, one.camera, one.look)
    ways = [
        float(np.linalg.norm(places[0] - places[1]))
        for number in last
        for places in zip(*(_places(m, number, view) for m in (one, other)), strict=True)
        if _is_inside(places[0], low, high)
    ]
    return max(ways, default=0.0) / float((high - low).max())


def _places(motion: Motion, number: int, view: View) -> list[Numbers]:
    body = motion.panels[number].frames
    return [view.plane(place(body, name)) for name in LANDMARKS]


def _is_inside(point: Numbers, low: Numbers, high: Numbers) -> bool:
    return bool(np.all((low <= point) & (point <= high)))
