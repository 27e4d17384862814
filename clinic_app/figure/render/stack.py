"""All layers of a picture - the body's parts and the props - with what hides what."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.helper import helper_surface
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import HELPER, MATERIALS, PARTS, EllipsoidSet, joined
from clinic_app.figure.pose.joints import FINGERS, TOES
from clinic_app.figure.props.solids import Box, Disc, Prop
from clinic_app.figure.render.boxes import Face, faces, layer_of
from clinic_app.figure.render.close_up import drawn_as, is_fine, shown_in
from clinic_app.figure.render.ellipsoids import seen
from clinic_app.figure.render.fields import Layer, layers_of
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.overlap import Front, hide, merged, split, union
from clinic_app.figure.render.rounds import cloud_of
from clinic_app.figure.render.view import Grid, View
from clinic_app.figure.scene import Camera, Scene

_WHOLE = Camera()  # no close-up: what is shown does not depend on where from
SOFT = 0.002  # m by which neighbouring ellipsoids of a limb melt into one another
SOFT_FINE = 0.0006
_FINE = ("head", "nose", "ear", "hair", "hand", "fingers", "thumb", *FINGERS, "toes", *TOES)


@dataclass(frozen=True, eq=False)
class PropLayer:
    """A solid of a prop: its layer, its colour, the faces of a box, the numbers of a disc."""

    layer: Layer
    colour: str
    faces: tuple[Face, ...] = ()
    disc: Disc | None = None


@dataclass(frozen=True)
class Stack:
    """Everything in the picture. ``pieces`` are the body's layers by (part, material)."""

    ellipsoids: EllipsoidSet
    pieces: dict[tuple[int, int], Layer]
    parts: list[Layer]
    props: list[PropLayer]
    scenery: Scenery

    @cached_property
    def body(self) -> Layer | None:
        """The whole body as one layer."""
        return union(self.parts, self.grid)

    @cached_property
    def clothes(self) -> dict[int, Layer]:
        """All of a material as one layer, by its place in `MATERIALS`; where the body has it."""
        by_material: dict[int, list[Layer]] = {}
        for (_, material), layer in self.pieces.items():
            by_material.setdefault(material, []).append(layer)
        return {
            number: whole
            for number, own in by_material.items()
            if (whole := union(own, self.grid)) is not None
        }

    @property
    def grid(self) -> Grid:
        """The grid of all layers."""
        return self.scenery.grid


def stacked(scene: Scene, look: Look, view: View, grid: Grid, camera: Camera = _WHOLE) -> Stack:
    """The layers of a scene. ``scenery.layers`` holds the parts first, then the props."""
    ellipsoids = surface(look, fine=is_fine(grid)).at(scene.frames)
    ellipsoids = shown_in(camera, ellipsoids, scene.frames)
    helping = [helper_surface(arm.side).at(arm.frames) for arm in scene.helpers]
    ellipsoids = joined([ellipsoids, *helping])
    ellipsoids = replace(ellipsoids, part=drawn_as(ellipsoids.part, grid))
    pieces, props = _layers(ellipsoids, scene.props, view, grid)
    by_part: dict[int, list[Layer]] = {}
    for (part, _), layer in pieces.items():
        by_part.setdefault(part, []).append(layer)
    parts = [merged(found) for found in by_part.values()]
    layers = [*parts, *(p.layer for p in props)]
    hide(layers)
    for whole, found in zip(parts, by_part.values(), strict=True):
        split(whole, found)
    front = Front(layers, pieces, grid)
    return Stack(ellipsoids, pieces, parts, props, Scenery(layers, front, grid))


def _layers(
    ellipsoids: EllipsoidSet, props: tuple[Prop, ...], view: View, grid: Grid
) -> tuple[dict[tuple[int, int], Layer], list[PropLayer]]:
    keys, number = np.unique(
        ellipsoids.part * len(MATERIALS) + ellipsoids.material, return_inverse=True
    )
    solids = [(s, p) for p in props for s in p.solids]
    clouds = [cloud_of(s) for s, _ in solids if not isinstance(s, Box)]
    ellipses = seen(
        view,
        np.concatenate([ellipsoids.centre, *(c.centre for c in clouds)]),
        np.concatenate([ellipsoids.rotation, *(c.rotation for c in clouds)]),
        np.concatenate([ellipsoids.radii, *(c.radii for c in clouds)]),
    )
    of_cloud = [np.full(len(c.centre), len(keys) + i) for i, c in enumerate(clouds)]
    softness = np.full(len(keys) + len(clouds), SOFT_FINE)
    names = [PARTS[key // len(MATERIALS)] for key in keys.tolist()]
    own = [n.removeprefix(HELPER).split("_")[0] for n in names]
    softness[: len(keys)] = [SOFT_FINE if n in _FINE else SOFT for n in own]
    made = layers_of(ellipses, np.concatenate([number, *of_cloud]), softness, grid)
    pieces: dict[tuple[int, int], Layer] = {}
    for key, layer in zip(keys.tolist(), made, strict=False):
        part, material = divmod(key, len(MATERIALS))
        if layer is not None:
            layer.part = part
            pieces[part, material] = layer
    rounds = iter(made[len(keys) :])
    found: list[PropLayer] = []
    for solid, prop in solids:
        box = isinstance(solid, Box)
        shown = tuple(faces(solid, view)) if box else ()
        layer = layer_of(list(shown), view, grid) if box else next(rounds)
        if layer is not None:
            layer.rigid = not prop.held
            disc = solid if isinstance(solid, Disc) else None
            found.append(PropLayer(layer, solid.colour, shown, disc))
    return pieces, found
