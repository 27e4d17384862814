"""What may be told about each kind of prop."""

from collections.abc import Mapping

from clinic_app.domain.errors import UserError

# Entries of a prop that are words, and what they say; all others are numbers or formulas.
WORDS: Mapping[str, str] = {
    "at": "`floor`, `chest`, `back`, `elbow` or a landmark; a small ball lies between several, a"
    " towel below one",
    "hands": "`l`, `r` or `lr`",
    "side": "`l` or `r`",
    "under": "a landmark of the last panel; x counts from there",
    "name": "a surface of its own, where two things are alike",
    "made": "`band`, `towel` or `rope`; of a small ball `ball` or `putty`",
    "through": "landmarks with spaces between",
}

# Where things go that find their place on the body, or that the body has to find.
PLACES: Mapping[str, str] = {
    "x": "the middle of a thing; of a wall its face, of a counter the edge that is near",
    "mat": "from x_from to x_to, y_from to y_to; without them round the body",
    "cord": "straight through its landmarks, round the sole at arch, ball and tread, `beyond` m"
    " past its ends, on to x, y, z where z is given",
    "ring": "tight round one limb or two, or round the trunk",
    "bed": "`length` is along x, `head` 1 puts its headboard behind, 2 ahead",
    "table": "a treatment table; with a `length` one of wood",
    "wedge": "a board whose front is `slope` degrees lower; below 0 it is the higher end",
    "target": "a letter at x, y, z that looks back, `turn` degrees to the right; `stand: 0`"
    " has no stand",
    "small_ball": "with `under_skin` it is pressed between its first and its last landmark, which"
    " lie so many m under the skin",
    "towel_roll": "under the knee of its side, at its elbow, or on the floor below a toe",
    "towel": "flat, `from` m high, x and y from its landmark; it goes with it;"
    " toes of a bare foot (at `big_toe_` or `little_toe_`) gather it in folds",
    "hammer": "in the fist of `side`, its head on the thumb's side",
    "crate": "between both grips",
    "kettlebell": "in both hands; with `at: floor` it stands at x, y, up to the panel `lifted`,"
    " where it is in both hands",
    "walker": "its grips between the hands where no x is given",
    "stairs": "`rail` 1 right, 2 left, 3 both, 0 none; a rail starts 0.88 m high at x - 0.10 and"
    " ends 0.2 of a rise below 0.88 m over the top, 0.35 of a tread before its end",
    "bench": "`bench_edge` is its upper edge ahead, for a back that leans over it",
    "chair": "`chair_back` is the upper edge of its back",
    "roller": "across the mat, `turn: 90` along it; what rests on it lies on its round side, and"
    " `under` a landmark it keeps that one where it is",
    "bike": "x is the saddle; the crank turns 0.26 m ahead of it, 0.31 m high, 0.17 m long, 0.11 m"
    " to each side; the ball of a foot is 0.03 m above its pedal",
    "cane": "from the grip of `side` to its tip at x, y, z",
    "crutch": "the same, with a cuff below the elbow",
    "pulley": "its wheel at x, y, z, a handle in each hand",
    "dowel": "on tailbone and upper back; the head is drawn back until it touches",
}

_PLACE = ("x", "y", "height", "under")
_BLOCK = (*_PLACE, "length", "width", "from", "name")

# Measures and words by kind; those with a star must be given.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "chair": (*_PLACE, "back", "name"),
    "wall": ("x*", "height", "half_width"),
    "step": _BLOCK,
    "bench": _BLOCK,
    "box": _BLOCK,
    "pad": (*_PLACE, "length", "width", "name"),
    "table": ("x", "y", "height", "length", "width", "under", "name"),
    "bed": (*_PLACE, "length", "width", "head", "name"),
    "wedge": ("x", "y", "slope", "length", "width"),
    "cone": ("x*", "y", "height"),
    "target": ("x*", "y", "z*", "turn", "stand"),
    "counter": ("x*", "y", "height", "half_width"),
    "ball": ("x", "y", "radius", "under"),
    "pillow": _BLOCK,
    "mat": ("x_from", "x_to", "y_from", "y_to"),
    "post": ("x*", "y", "height"),
    "walker": ("x", "height", "width", "wheels"),
    "stairs": ("x*", "rise", "tread", "count", "width", "rail"),
    "door": ("x*", "width", "height"),
    "roller": ("x", "y", "radius", "length", "turn", "from", "under"),
    "wobble_board": ("x", "y", "radius", "height", "tilt", "under"),
    "bike": ("x", "height"),
    "cane": ("side", "x*", "y*", "z"),
    "crutch": ("side", "x*", "y*", "z"),
    "pulley": ("x*", "y", "z*"),
    "small_ball": ("at", "x", "y", "z", "radius", "made", "under_skin"),
    "towel": ("at", "x", "y", "from", "length", "width"),
    "hammer": ("side",),
    "crate": ("kg*",),
    "dumbbell": ("kg*", "hands"),
    "kettlebell": ("kg*", "at", "x", "y", "from", "lifted"),
    "plate": ("kg*",),
    "weight": ("kg*", "at*"),
    "dowel": (),
    "bar": ("kg", "at", "length"),
    "cord": ("through*", "made", "radius", "beyond", "x", "y", "z"),
    "ring": ("through*", "made", "radius"),
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


def prop_measures() -> Mapping[str, tuple[str, ...]]:
    """What each kind of prop takes; what must be given has a star."""
    return _KEYS
