"""Bands, towels and ropes: straight between places of the body, or tight round its limbs."""

from collections.abc import Mapping, Sequence

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.figure.ellipsoid_set import PART, EllipsoidSet
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import landmark_named, place
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import FRAME_NAMES, THORAX, Frames
from clinic_app.figure.props.sections import CutPlane, section
from clinic_app.figure.props.solids import Solid, Tube

# What a cord may be made of: its colour and its radius in m (drawing choice).
MADE_OF: Mapping[str, tuple[str, float]] = {
    "band": ("band", 0.0085),
    "towel": ("cloth", 0.017),
    "rope": ("dark", 0.006),
}
_ROUND = 40  # points of a band round a limb
_OUT_M = 0.053, 0.040  # from the middle of a sole to its edges, and up from there
_SOLES = ("arch", "ball", "tread")
# The part of the body that a band round a bone is tight on; other bones have the part's name.
_PART_OF = {"toe": "foot"}
_LENGTHWISE = ("foot", "toe")  # bones that lie along their first axis, not their last


def cord(spots: Sequence[Numbers], made: str, radius: float) -> tuple[Solid, ...]:
    """A cord straight from spot to spot."""
    return (Tube(np.array(spots), radius, material(made)[0]),)


def material(made: str) -> tuple[str, float]:
    """The colour and the radius of a cord. Raises UserError for an unknown material."""
    if made not in MADE_OF:
        raise UserError(f"A cord is not made of {made!r}.", f"Known: {', '.join(MADE_OF)}.")
    return MADE_OF[made]


def spots_of(frames: Frames, names: Sequence[str], beyond: float) -> list[Numbers]:
    """The way of a cord: through each landmark, and under a sole from edge to edge.

    It goes on ``beyond`` m past its first and its last place, as behind two fists.
    """
    found: list[Numbers] = []
    for number, name in enumerate(names):
        near = place(frames, names[number - 1 if number else 1]) if len(names) > 1 else None
        found += _under(frames, name, near) if name[:-2] in _SOLES else [place(frames, name)]
    if beyond and len(found) > 1:
        found.insert(0, found[0] + unit(found[0] - found[1]) * beyond)
        found.append(found[-1] + unit(found[-1] - found[-2]) * beyond)
    return found


def _under(frames: Frames, name: str, near: Numbers | None) -> list[Numbers]:
    """Round a sole: from the edge nearer to where the cord comes from to the other one."""
    frame, _ = landmark_named(name)
    foot = frames.rotation[0, frame]
    middle, (out, up) = place(frames, name), _OUT_M
    edges = [middle + foot[:, 1] * out * sign + foot[:, 2] * up for sign in (1.0, -1.0)]
    if near is not None and np.linalg.norm(edges[1] - near) < np.linalg.norm(edges[0] - near):
        edges.reverse()
    low = [edge - foot[:, 2] * (up + 0.008) for edge in edges]
    return [edges[0], low[0] * 0.8 + low[1] * 0.2, low[0] * 0.2 + low[1] * 0.8, edges[1]]


def ring(
    skin: EllipsoidSet,
    frames: Frames,
    names: Sequence[str],
    radius: float,
    colour: str = "band",
) -> tuple[Solid, ...]:
    """A loop tight round the limbs, or the trunk, at these landmarks, as wide as they are apart."""
    places = [place(frames, name) for name in names]
    bones = [landmark_named(name)[0] for name in names]
    along = unit(sum((_along(frames, bone) for bone in bones), np.zeros(3)))
    plane = _plane(places, along, frames.rotation[0, bones[0]])
    chosen = np.isin(skin.part, [PART[_part_of(bone)] for bone in bones])
    rim = section(skin, chosen, plane).rim(_ROUND, radius * 0.6)
    points = plane.origin + np.vstack([rim, rim[:1]]) @ plane.axes.T
    return (Tube(points, radius, colour),)


def _plane(places: Sequence[Numbers], along: Numbers, bone: Numbers) -> CutPlane:
    """Through all places, as square to the limbs as it can be."""
    across = places[-1] - places[0] if len(places) > 1 else bone[:, 1]
    first = unit(across - (across @ along) * along * (len(places) == 1))
    second = unit(np.asarray(np.cross(along, first), float))
    return CutPlane(np.mean(places, axis=0), np.stack([first, second], 1))


def _along(frames: Frames, bone: int) -> Numbers:
    lengthwise = FRAME_NAMES[bone].split("_")[0] in _LENGTHWISE
    return frames.rotation[0, bone, :, 0 if lengthwise else 2]


def _part_of(bone: int) -> str:
    name, _, side = FRAME_NAMES[bone].partition("_")
    if bone <= THORAX:
        return "torso"
    part = f"{_PART_OF.get(name, name)}_{side}"
    if part not in PART:
        raise UserError(
            f"No ring goes round {FRAME_NAMES[bone]!r}.", "Name places of the limbs or the trunk."
        )
    return part
