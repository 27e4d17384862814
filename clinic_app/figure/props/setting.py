"""The props of one figure: the surfaces they offer, the weights they bring, how they are drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Settings
from clinic_app.domain.exercise.figure import PropSpec
from clinic_app.figure.ellipsoid_set import Surface
from clinic_app.figure.pose.balance import Load
from clinic_app.figure.pose.contact import PLANES, Plane
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import landmark_named, place
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.pose.values import number
from clinic_app.figure.props import held, room
from clinic_app.figure.props.room import BALL_RADIUS_M, COUNTER_M, SEAT_M, TABLE_M, top
from clinic_app.figure.props.solids import Prop, Solid
from clinic_app.figure.props.spine_line import spine_line

# Entries of a prop that are words; all others are numbers or formulas.
WORDS = ("at", "hands", "side", "under", "against")


@dataclass(frozen=True)
class Placed:
    """A prop with its numbers read."""

    kind: str
    measures: Mapping[str, float]
    words: Mapping[str, str]


_ROOM: Mapping[str, Callable[[Mapping[str, float]], tuple[Solid, ...]]] = {
    "chair": room.chair,
    "wall": room.wall,
    "step": room.block,
    "bench": room.block,
    "box": room.block,
    "pad": room.pad,
    "table": room.table,
    "counter": room.counter,
    "ball": room.big_ball,
    "pillow": room.pillow,
    "mat": room.mat,
    "post": room.post,
}
_TOPS: Mapping[str, tuple[str, float]] = {
    "chair": ("seat", SEAT_M),
    "step": ("step", 0.15),
    "bench": ("bench", SEAT_M),
    "box": ("box", 0.30),
    "pad": ("pad", 0.06),
    "table": ("table", TABLE_M),
    "counter": ("counter", COUNTER_M),
    "pillow": ("pillow", 0.11),
}


# Not there at 0 kg; a bar without a weight is a stick.
WEIGHTS = ("dumbbell", "kettlebell", "plate", "weight", "ankle_weight", "thigh_weight", "backpack")


def read_props(props: Sequence[PropSpec], settings: Settings) -> tuple[Placed, ...]:
    """The props with their formulas worked out. Raises UserError for an unknown one."""
    found: list[Placed] = []
    for prop in props:
        check_dimensions(prop.kind, prop.values)
        words = {k: str(v) for k, v in prop.values.items() if k in WORDS}
        numbers = {k: number(v, settings) for k, v in prop.values.items() if k not in WORDS}
        if prop.kind in WEIGHTS and numbers["kg"] == 0:
            continue
        if prop.kind in _TOPS:
            numbers.setdefault("height", _TOPS[prop.kind][1])
        found.append(Placed(prop.kind, numbers, words))
    return tuple(found)


def planes_of(props: Sequence[Placed]) -> Mapping[str, Plane]:
    """Everything that the body may rest on, by name."""
    found = dict(PLANES)
    for prop in props:
        if prop.kind in _TOPS:
            found[_TOPS[prop.kind][0]] = top(prop.measures["height"] + prop.measures.get("from", 0))
        if prop.kind == "ball":
            found["ball"] = top(2 * prop.measures.get("radius", BALL_RADIUS_M) - 0.05)
        if prop.kind == "wall" and "x" in prop.measures:
            found["wall"] = room.wall_face(prop.measures)
    return found


def loads(props: Sequence[Placed]) -> tuple[Load, ...]:
    """The weights that balance has to carry."""
    found: list[Load] = []
    for prop in props:
        kg = prop.measures.get("kg", 0.0)
        spots = _carried_at(prop) if kg else ()
        for spot in spots:
            frame, local = landmark_named(spot)
            found.append(Load(kg / len(spots), frame, local))
    return tuple(found)


def _carried_at(prop: Placed) -> tuple[str, ...]:
    hands = tuple(f"grip_{side}" for side in prop.words.get("hands", "lr"))
    match prop.kind:
        case "kettlebell" if prop.words.get("at") == "floor":
            return ()
        case "dumbbell" | "kettlebell":
            return hands
        case "plate":
            return ("chest_hug_l", "chest_hug_r")
        case "bar":
            return ("nape",) if prop.words.get("at") == "back" else hands
        case "weight":
            return (prop.words["at"],)
        case "thigh_weight":
            return ("above_knee_l", "above_knee_r")
        case "backpack":
            return ("midback",)
        case "ankle_weight":
            return (f"ankle_{prop.words.get('side', 'r')}",)
        case _:
            return ()


def build(
    props: Sequence[Placed],
    frames: Frames,
    last: Frames,
    reach: tuple[Numbers, Numbers],
    skin: Surface,
) -> tuple[Prop, ...]:
    """The props as solids.

    ``last`` is the last panel: a prop with ``under`` or ``against`` stands where that panel
    needs it. ``reach`` is the low and the high corner of all panels together, for mats; ``skin``
    is the body's, for what lies on it.
    """
    made: list[Prop] = []
    for prop in props:
        if prop.kind in _ROOM:
            measures = dict(prop.measures)
            if prop.kind == "mat":
                measures = {**_mat_size(reach), **measures}
            if "under" in prop.words:
                measures["x"] = float(place(last, prop.words["under"])[0]) + measures.get("x", 0)
            made.append(Prop(prop.kind, _ROOM[prop.kind](measures)))
        else:
            made.append(Prop(prop.kind, _held(prop, frames, skin), held=True))
    return tuple(made)


def _mat_size(reach: tuple[Numbers, Numbers]) -> dict[str, float]:
    low, high = reach
    middle = (low + high) / 2
    half = np.maximum((high - low) / 2 + np.array([0.07, 0.05, 0.0]), np.array([0.4, 0.28, 0.0]))
    return {
        "x_from": float(middle[0] - half[0]),
        "x_to": float(middle[0] + half[0]),
        "y_from": float(middle[1] - half[1]),
        "y_to": float(middle[1] + half[1]),
    }


def _held(prop: Placed, frames: Frames, skin: Surface) -> tuple[Solid, ...]:
    m, kg = prop.measures, prop.measures.get("kg", 0.0)
    at, side = prop.words.get("at", ""), prop.words.get("side", "r")
    hands = prop.words.get("hands", "lr")
    match prop.kind:
        case "dumbbell":
            return tuple(s for h in hands for s in held.dumbbell(frames, h, kg / len(hands)))
        case "kettlebell" if at == "floor":
            radius = held.kettlebell_radius_m(kg)
            centre = np.array([m["x"], m.get("y", 0.0), m.get("from", 0.0) + radius])
            return held.kettlebell_at(centre, held.UPRIGHT, held.ACROSS, radius)
        case "kettlebell":
            return held.kettlebell(frames, at, kg)
        case "plate":
            return held.hugged_plate(frames, kg)
        case "weight":
            return held.weight_on(frames, at, kg)
        case "dowel":
            line = spine_line(skin.at(frames), skin.frame, frames)
            return held.dowel_on_spine(frames, line)
        case "bar":
            return held.bar_on_back(frames, kg) if at == "back" else held.bar_in_hands(frames, kg)
        case "band":
            anchor = np.array([m["x"], m.get("y", 0.0), m["z"]])
            radius = m.get("radius", 0.0075)
            return tuple(s for h in hands for s in held.band_to_hand(frames, h, anchor, radius))
        case "loop":
            return held.loop_band(frames, m.get("radius", 0.012))
        case "strap":
            return held.strap_on_foot(frames, side)
        case "thigh_weight":
            return held.thigh_weight(frames, kg)
        case "backpack":
            return held.backpack(frames, kg)
        case "towel_roll" if at == "elbow":
            return held.roll_at_elbow(frames, side)
        case "ankle_weight":
            return held.ankle_weight(frames, side, kg)
        case _:
            return held.roll_under_knee(frames, side, m.get("lift", 0.08))


_PLACE = ("x", "y", "height", "under")
_BLOCK = (*_PLACE, "length", "width", "from")

# Measures and words by kind; those with a star must be given.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "chair": (*_PLACE, "back"),
    "wall": ("x*", "height", "half_width"),
    "step": _BLOCK,
    "bench": _BLOCK,
    "box": _BLOCK,
    "pad": (*_PLACE, "length", "width"),
    "table": ("x", "height", "under"),
    "counter": ("x*", "y", "height", "half_width"),
    "ball": ("x", "y", "radius", "under"),
    "pillow": _BLOCK,
    "mat": ("x_from", "x_to", "y_from", "y_to"),
    "post": ("x*", "y", "height"),
    "dumbbell": ("kg*", "hands"),
    "kettlebell": ("kg*", "at", "x", "y", "from"),
    "plate": ("kg*",),
    "weight": ("kg*", "at*"),
    "dowel": (),
    "bar": ("kg", "at"),
    "band": ("x*", "y", "z*", "hands", "radius"),
    "loop": ("radius",),
    "strap": ("side",),
    "thigh_weight": ("kg*",),
    "backpack": ("kg*",),
    "ankle_weight": ("kg*", "side"),
    "towel_roll": ("side", "lift", "at"),
}


def check_dimensions(kind: str, given: Mapping[str, object]) -> None:
    """Raises UserError for a kind or a measure that is unknown, or for one that is missing."""
    if kind not in _KEYS:
        raise UserError(f"Unknown prop {kind!r}.", f"Known: {', '.join(_KEYS)}.")
    known = [name.removesuffix("*") for name in _KEYS[kind]]
    listed = ", ".join(known) or "nothing"
    for name in given:
        if name not in known:
            raise UserError(f"A {kind} has no {name!r}.", f"It takes: {listed}.")
    for name in _KEYS[kind]:
        if name.endswith("*") and name[:-1] not in given:
            raise UserError(f"A {kind} needs {name[:-1]!r}.", f"It takes: {listed}.")
    if kind == "kettlebell" and given.get("at") == "floor" and "x" not in given:
        raise UserError("A kettlebell on the floor needs 'x'.", f"It takes: {listed}.")
