"""The body's flat fills: each material's tone, the shade, and the limbs of the far side."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from clinic_app.figure.ellipsoid_set import MATERIALS, PARTS
from clinic_app.figure.pose.joints import FINGERS, TOES
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.render.curves import Polyline
from clinic_app.figure.render.fields import Layer
from clinic_app.figure.render.overlap import Cut, shared_cells, union
from clinic_app.figure.render.palette import Palette, mixed
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import View

UNDERLAP = 0.0008  # m a fill reaches below its neighbours, so that no gap shows
_SLACK = 3.0  # a fill ends under a line, so its curves may be looser
_FAR_APART = 0.12  # m between the sides in depth for one of them to be the far one
_LEAST_SHADE = 1.2e-3  # m2
_LIMBS = (
    *("uarm", "farm", "hand", "fingers", "thumb", *FINGERS),
    *("thigh", "shank", "foot", "toes", *TOES),
)


def material_rings(stack: Stack) -> dict[int, list[Polyline]]:
    """The outlines of each material as it is seen; skin's is the whole body's.

    Skin lies under everything, so that no gap between two fills shows the page.
    """
    rings: dict[int, list[Polyline]] = {}
    for number, material in enumerate(MATERIALS):
        whole = stack.body if material == "skin" else stack.clothes.get(number)
        if whole is not None:
            rings[number] = outlines(whole, stack.grid, level=-UNDERLAP)
    return rings


def body_fills(
    stack: Stack,
    rings: Mapping[int, list[Polyline]],
    palette: Palette,
    far: str,
    shade: Layer | None,
) -> list[Traced]:
    """Fills back to front. ``far`` is the side whose limbs are a little darker, or empty."""
    shapes: list[Traced] = []
    for number, material in enumerate(MATERIALS):
        tones = palette.materials[material]
        own = {p: layer for (p, m), layer in stack.pieces.items() if m == number}
        shapes.append(Traced(rings.get(number, []), fill=tones[0], slack=_SLACK))
        distant = [la for p, la in own.items() if far and _is_limb(p, far)]
        if tones[0] != tones[1]:
            shapes += _fill(distant, stack, mixed(*tones, 0.45))
            if shade is not None and number in stack.clothes:
                shapes += _shaded(stack.clothes[number], shade, stack, tones[1])
    return shapes


def _is_limb(part: int, side: str) -> bool:
    name, _, own = PARTS[part].partition("_")
    return own == side and name in _LIMBS


def _fill(layers: list[Layer], stack: Stack, colour: str) -> list[Traced]:
    whole = union(layers, stack.grid)
    if whole is None:
        return []
    return [Traced(outlines(whole, stack.grid, level=-UNDERLAP), fill=colour, slack=_SLACK)]


def _shaded(whole: Layer, shade: Layer, stack: Stack, colour: str) -> list[Traced]:
    dark = np.full_like(whole.visible, -1.0)
    cuts: tuple[Cut, Cut] | None = shared_cells(whole, shade)
    if cuts is None:
        return []
    dark[cuts[0]] = np.minimum(whole.visible[cuts[0]] + UNDERLAP, shade.inside[cuts[1]])
    dark_part = replace(whole, visible=dark)
    return [Traced(outlines(dark_part, stack.grid, least=_LEAST_SHADE), fill=colour, slack=_SLACK)]


def far_side(frames: Frames, view: View) -> str:
    """The side of the body that is clearly further away: ``l``, ``r`` or empty."""
    bones = np.array([[FRAME[f"thigh_{side}"], FRAME[f"uarm_{side}"]] for side in ("l", "r")])
    left, right = view.depth(frames.origin[0, bones]).mean(1).tolist()
    apart = left - right
    return "" if abs(apart) < _FAR_APART else "l" if apart > 0 else "r"
