"""What a close-up shows, and how much finer it is drawn than a whole figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.ellipsoid_set import HELPER, PART, PARTS, EllipsoidSet, Ints, chosen
from clinic_app.figure.pose.joints import FINGERS, SIDES, TOES
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.render.view import Grid
from clinic_app.figure.scene import Camera

_USUAL = 1.6  # times finer at most: fields know borders within cells
_FINER: Mapping[str, float] = {"hand": 3.6, "foot": 2.6, "toe": 3.2, "feet": 2.2}
_FINE_STEP_M = 0.003  # a cell: below, a finger is some cells wide and is drawn by itself
_PLAIN_STEP_M = 0.0075  # a cell: above, small things are drawn as part of larger ones

_FOOT = ("shank", "foot", "toes", *TOES)
_ARM = ("farm", "hand", "fingers", "thumb", *FINGERS)


@dataclass(frozen=True)
class _Company:
    """Parts of a side that are shown where its ``bone`` is within ``within_m`` of the close-up's.

    With 0 they are those of the close-up's own side.
    """

    bone: str
    within_m: float
    parts: tuple[str, ...]


# What a close-up shows; the rest of the body would stand in the way.
_SHOWN: Mapping[str, tuple[_Company, ...]] = {
    "hand": (_Company("hand", 0.17, _ARM),),
    "foot": (
        _Company("foot", 0.0, _FOOT),
        _Company("hand", 0.24, _ARM),
        _Company("shank", 0.30, ("thigh", "shank")),  # a foot on the other knee
    ),
    "toe": (_Company("toe", 0.0, _FOOT), _Company("hand", 0.24, _ARM)),
}


def finer(camera: Camera, scale: float) -> float:
    """How many times more cells a metre than a whole figure has, at picture units a metre."""
    return min(scale / 100.0, _FINER.get(camera.close_up, _USUAL))


def is_fine(grid: Grid) -> bool:
    """Whether single fingers are told apart on a grid."""
    return grid.step < _FINE_STEP_M


def is_plain(grid: Grid) -> bool:
    """Whether cells are so large, in a picture while a slider moves, that small things are lost."""
    return grid.step > _PLAIN_STEP_M


def _in_plain() -> Ints:
    """The part that each of `PARTS` is drawn as in a plain picture."""
    larger = {"nose": "head"}
    for side in SIDES:
        for of in ("", HELPER):
            larger |= {f"{of}{digit}_{side}": f"{of}hand_{side}" for digit in ("fingers", "thumb")}
    return np.array([PART[larger.get(name, name)] for name in PARTS])


_IN_PLAIN = _in_plain()


def drawn_as(part: Ints, grid: Grid) -> Ints:
    """The places in `PARTS` as which parts are drawn: in a plain picture digits are the hand's."""
    return np.where(part >= 0, _IN_PLAIN[part], part) if is_plain(grid) else part


def shows_digits(camera: Camera) -> bool:
    """Whether it is a close-up in which single fingers or toes are told apart."""
    return camera.close_up in _FINER


def shown_in(camera: Camera, body: EllipsoidSet, frames: Frames) -> EllipsoidSet:
    """The body, or what a close-up shows of it."""
    if camera.close_up not in _SHOWN:
        return body
    names = set(_names(camera, frames))
    keep = np.isin(body.part, [n for n, part in enumerate(PARTS) if part in names])
    return chosen(body, keep)


def _names(camera: Camera, frames: Frames) -> Iterator[str]:
    """The parts that a close-up shows, those of its own side and what is close to it."""
    middle = frames.origin[0, FRAME[f"{camera.close_up}_{camera.close_up_side}"]]
    for company in _SHOWN[camera.close_up]:
        for side in SIDES:
            away = frames.origin[0, FRAME[f"{company.bone}_{side}"]] - middle
            if float(np.linalg.norm(away)) <= company.within_m:
                yield from (f"{part}_{side}" for part in company.parts)
