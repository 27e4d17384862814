"""The props of one figure: the surfaces they offer, the weights they bring, how they are drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from clinic_app.figure.props import gym, room, walking
from clinic_app.figure.props.carried import CARRIED, Carried
from clinic_app.figure.props.gym import BOARD_M, SADDLE_M
from clinic_app.figure.props.measures import WORDS, check_dimensions
from clinic_app.figure.props.room import BALL_RADIUS_M, BED_M, COUNTER_M, SEAT_M, TABLE_M, top
from clinic_app.figure.props.solids import Prop, Solid


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
    "bed": room.bed,
    "wedge": room.wedge,
    "cone": room.cone,
    "target": room.target,
    "counter": room.counter,
    "ball": room.big_ball,
    "pillow": room.pillow,
    "mat": room.mat,
    "post": room.post,
    "stairs": walking.stairs,
    "door": gym.door,
    "roller": gym.roller,
    "wobble_board": gym.wobble_board,
}
_TOPS: Mapping[str, tuple[str, float]] = {
    "chair": ("seat", SEAT_M),
    "step": ("step", 0.15),
    "bench": ("bench", SEAT_M),
    "box": ("box", 0.30),
    "pad": ("pad", 0.06),
    "table": ("table", TABLE_M),
    "bed": ("bed", BED_M),
    "counter": ("counter", COUNTER_M),
    "pillow": ("pillow", 0.11),
    "wobble_board": ("board", BOARD_M),
    "bike": ("saddle", SADDLE_M),
}
# Things in the room that stand where the body of the panel needs them.
_FOLLOWING: Mapping[str, Callable[[Mapping[str, float], Frames], tuple[Solid, ...]]] = {
    "walker": lambda m, frames: walking.walker({**_between_hands(frames), **m}),
    "bike": gym.bike,
}
_USUAL: Mapping[str, Mapping[str, float]] = {
    "walker": {"height": walking.GRIP_M},
    "bike": {"x": 0.0},
    "wedge": {"x": 0.0, "slope": 20.0, "length": 0.40},
    "roller": {"x": 0.0},
    "wobble_board": {"x": 0.0},
    "stairs": {"rise": walking.RISE_M, "tread": walking.TREAD_M, "count": walking.STEPS},
}


# Not there at 0 kg; a bar without a weight is a stick.
WEIGHTS = (
    *("dumbbell", "kettlebell", "plate", "weight"),
    *("ankle_weight", "thigh_weight", "backpack", "crate"),
)


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
        usual = _USUAL.get(prop.kind, {})
        found.append(Placed(prop.kind, {**usual, **numbers}, words))
    return tuple(found)


def in_panel(props: Sequence[Placed], number_: int) -> tuple[Placed, ...]:
    """The props as they are in a panel (from 1): what is `lifted` from there on is held."""
    return tuple(_held(p) if p.measures.get("lifted", np.inf) <= number_ else p for p in props)


def _held(prop: Placed) -> Placed:
    return replace(prop, words={name: word for name, word in prop.words.items() if name != "at"})


def planes_of(props: Sequence[Placed]) -> Mapping[str, Plane]:
    """Everything that the body may rest on, by name. Raises UserError for two of one name."""
    found = dict(PLANES)
    for prop in props:
        for name, plane in _offered(prop).items():
            if name in found and not found[name].is_as(plane):
                raise UserError(
                    f"Two things to rest on are called {name!r}.", "Give one a 'name' of its own."
                )
            found[name] = plane
    return found


def surface_names() -> tuple[str, ...]:
    """Everything that the body may rest on where its prop is there and has no name of its own."""
    return (
        *PLANES,
        *(name for name, _ in _TOPS.values()),
        "ball",
        "roller",
        "wall",
        "wedge",
        "bench_edge",
        "chair_back",
        *_stairs(walking.STEPS),
    )


def _stairs(count: int) -> tuple[str, ...]:
    return tuple(f"stair{k + 1}" for k in range(count))


def _offered(prop: Placed) -> Mapping[str, Plane]:
    """The planes of one thing; a ``name`` of its own tells it from others of its kind."""
    m = prop.measures
    if prop.kind in _TOPS:
        name = prop.words.get("name", _TOPS[prop.kind][0])
        return {name: top(m["height"] + m.get("from", 0)), **_edges(prop)}
    if prop.kind == "ball":
        return {"ball": top(2 * m.get("radius", BALL_RADIUS_M) - 0.05)}
    if prop.kind == "roller":
        return {"roller": gym.roll_of(m, prop.words.get("under", ""))}
    if prop.kind == "stairs":
        names = _stairs(int(m["count"]))
        return {name: top((k + 1) * m["rise"]) for k, name in enumerate(names)}
    if prop.kind == "wall" and "x" in m:
        return {"wall": room.wall_face(m)}
    if prop.kind == "wedge":
        return {"wedge": room.wedge_face(m)}
    return {}


def _edges(prop: Placed) -> Mapping[str, Plane]:
    """The edges that a back leans over: in front of a bench, on top of a chair's back."""
    m, name, under = prop.measures, prop.words.get("name", ""), prop.words.get("under", "")
    if prop.kind == "bench":
        return {f"{name or 'bench'}_edge": room.bench_edge(m, under)}
    if prop.kind == "chair" and m.get("back", 1.0):
        return {f"{name or 'chair'}_back": room.chair_back(m, under)}
    return {}


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
        case "dumbbell" | "kettlebell" | "crate":
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
            offered = tuple(_offered(prop))
            made.append(Prop(prop.kind, _ROOM[prop.kind](measures), planes=offered))
        elif prop.kind in _FOLLOWING:
            offered = tuple(_offered(prop))
            solids = _FOLLOWING[prop.kind](prop.measures, frames)
            made.append(Prop(prop.kind, solids, planes=offered))
        else:
            carried = Carried(prop.measures, prop.words, frames, skin)
            made.append(Prop(prop.kind, CARRIED[prop.kind](carried), held=True))
    return tuple(made)


def _between_hands(frames: Frames) -> Mapping[str, float]:
    return {"x": float(place(frames, "grip_l")[0] + place(frames, "grip_r")[0]) / 2}


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
