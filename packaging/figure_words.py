"""Write into README.md every word that the ``figure:`` part of an exercise file may hold.

The words are read from the code that understands them, so none is missing and none is too many.
``python packaging/figure_words.py`` after a word was added; a test compares.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import fill

from pydantic import BaseModel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from clinic_app.catalog.schema import (  # noqa: E402  # found in this folder's root
    CaseFile,
    FigureFile,
    HelperFile,
    HoldFile,
    LayerFile,
    MarkedFile,
    WaiverFile,
)
from clinic_app.domain.exercise.figure import Layer  # noqa: E402
from clinic_app.figure.body.muscles import MUSCLES  # noqa: E402
from clinic_app.figure.data.bases import BASES  # noqa: E402
from clinic_app.figure.data.cameras import CAMERAS  # noqa: E402
from clinic_app.figure.data.feet import TOE_SHAPES  # noqa: E402
from clinic_app.figure.data.hands import SHAPES  # noqa: E402
from clinic_app.figure.data.holds import GRIPS, Grip  # noqa: E402
from clinic_app.figure.ellipsoid_set import PARTS  # noqa: E402
from clinic_app.figure.lint.finding import CHECKS  # noqa: E402
from clinic_app.figure.pose.arrow_words import FORMS, MEANINGS, WAYS  # noqa: E402
from clinic_app.figure.pose.contact import CONTACT_PARTS  # noqa: E402
from clinic_app.figure.pose.joints import (  # noqa: E402
    AXIAL,
    FINGERS,
    KNUCKLE_JOINTS,
    METRES,
    OF_SIDES,
    PLACING,
    limits,
)
from clinic_app.figure.pose.landmarks import LANDMARKS  # noqa: E402
from clinic_app.figure.pose.layers import LIFTED  # noqa: E402
from clinic_app.figure.pose.values import function_names  # noqa: E402
from clinic_app.figure.props.measures import PLACES, WORDS, prop_measures  # noqa: E402
from clinic_app.figure.props.setting import surface_names  # noqa: E402
from clinic_app.figure.render.bones import BONES  # noqa: E402

README = ROOT / "README.md"
BEGIN = "<!-- figure words: made by packaging/figure_words.py -->\n"
END = "<!-- end of figure words -->\n"
_WIDTH = 138

KEYS: Mapping[type[BaseModel], Mapping[str, str]] = {
    FigureFile: {
        "base": "the posture it starts from",
        "camera": "where the pictures are taken from",
        "pose": "entries of a panel that all panels share",
        "panels": "the pictures, two to eight",
        "props": "things: `kind` and its measures",
        "arrows": "arrows on every panel after the first",
        "cases": "what changes where a setting has some values",
        "waivers": "checks that this figure may miss",
        "steps": "for each step the number of the panel that shows it, `[1, 2, 2, 1]`: the numbers"
        " then stand at that panel; 0 where no picture can show it; left out where every panel"
        " shows the step of its own number",
        "main": "the number of the panel that stands for the exercise where there is room for one;"
        " left out, the last",
        "feet": "`shoes` unless told, `socks` or `bare`; bare where a muscle of the foot is marked"
        " or toes move",
        "inset": "a camera for close-ups: a small second view of the last panel, for muscles that"
        " the large one hides",
        "show": f"bones drawn over the body, for a camera at the side: {', '.join(BONES)}",
    },
    LayerFile: {
        "trunk": "lean of the trunk from upright, forward positive; `free` lets it be",
        "joints": "joint: angle; without `_l` or `_r` both sides",
        "aims": "`hip_r-knee_r: 90`: a line between two landmarks and its lean from upright in the"
        " side view, forward positive, 180 straight down; `free` drops it",
        "contacts": "part of the body: the surface it rests on, or `none`",
        "anchors": "landmark: the axes (`xyz`) that it keeps from the first panel, or `none`; what"
        " rests on the same surface keeps its place anyway",
        "places": "landmark: [x, y, z] where it has to be, `none` for an axis left open",
        "meets": "landmark: another landmark that it comes to wherever that goes, or `none`",
        "hands": "`both`, `right`, `left`: a hold, or `{hold, at: [x, y, z]}`, or"
        " `{hold, to: LANDMARK}`; y counts away from the middle",
        "fingers": "`both`, `right`, `left`: a shape of the hand, in place of its hold's, or"
        " `none`",
        "toes": "the same for the toes; they need `feet: bare`",
        "balance": "`true`: the weight is over what stands on the ground",
        "arrows": "arrows of this panel instead of the figure's",
        "muscles": "what is marked on this panel, in `pose` on all of them; the first has no marks;"
        " without it the exercise's primary muscles work and the secondary ones help",
        "helper": "`right`, `left`: a hand of somebody who helps, or `none`",
        "eyes": "`open` or `closed`",
        "gaze": "[aside, up]: the eyes turned to the left and up; seen best by the camera `face`",
        "inset": "a small second view of this panel, or `none`",
    },
    CaseFile: {
        "when": "`{setting: NAME, above: 0}` or `{setting: NAME, one_of: [a, b]}`; of a list all"
        " have to hold",
        "base": "another posture",
        "camera": "another camera",
        "inset": "another inset of the last panel, or `none`",
        "pose": "entries laid over the figure's `pose`",
        "panels": '`"2": {...}` laid over that panel; a new number adds a panel',
        "props": "more things",
        "without": "kinds of things that are taken away",
        "arrows": "other arrows",
        "steps": "other panels for the steps, all of them",
    },
    HoldFile: {
        "hold": "the way to hold",
        "at": "[x, y, z] in m",
        "to": "a landmark, of the same side where it has no `_l` or `_r`",
    },
    HelperFile: {
        "to": "the landmark that its palm comes to, as far as the skin there",
        "fingers": "a shape of the hand",
        "palm": f"where the palm looks: {', '.join(WAYS)}, or three numbers",
        "arm": "where the forearm comes from, as `palm`",
    },
    MarkedFile: {
        "work": "muscles that work, full; without any list those of the exercise",
        "help": "muscles that help, hatched",
        "stretch": "muscles that are stretched, lined",
        "side": "`both`, `right` or `left`; without it as the exercise is done; `other` where the"
        " other side takes its turn",
    },
    WaiverFile: {
        "check": "a check, and what alone is meant: `body hand_r torso`",
        "up_to": "the largest miss it allows: `2.5 cm`, `10 deg`, `3 %`",
        "reason": "why",
    },
}
_TITLES: Mapping[type[BaseModel], str] = {
    FigureFile: "A figure",
    LayerFile: "A panel, and `pose`",
    CaseFile: "A case",
    HoldFile: "A hand",
    HelperFile: "A hand of a helper",
    MarkedFile: "Marked muscles",
    WaiverFile: "A waiver",
}
_JOINTS: Mapping[str, str] = {
    "scap_elev": "shoulder blade up",
    "scap_prot": "shoulder blade forward",
    "sh_flex": "arm forward and up",
    "sh_abd": "arm out to the side",
    "sh_rot": "arm turned out",
    "elbow": "bent",
    "pron": "palm down; -90 palm up",
    "wrist": "bent to the palm",
    "wdev": "to the thumb",
    "curl": "fingers bent",
    "thumb": "bent, and over the palm",
    **{
        f"{finger}_{joint}": f"{which} joint bent"
        for finger in FINGERS
        for joint, which in zip(KNUCKLE_JOINTS, ("first", "middle", "last"), strict=True)
    },
    "spread": "fingers apart",
    "thumb_opp": "over the palm to the little finger",
    "thumb_abd": "away from the palm's edge",
    "thumb_mcp": "middle joint bent",
    "thumb_ip": "last joint bent",
    "hip_flex": "thigh forward and up",
    "hip_abd": "thigh out to the side",
    "hip_rot": "thigh turned out",
    "knee": "bent",
    "ankle": "foot up",
    "inv": "sole to the middle",
    "toe": "toes up",
    "big_toe": "the big toe alone up; adds to `toe`",
    "toe_curl": "middle joints of the toes bent",
    "toe_spread": "toes apart",
    "arch": "drawn up: 0 at rest, 1 a short foot",
    "lumbar": "bent forward",
    "lumbar_side": "to the left",
    "lumbar_rot": "to the left",
    "thoracic": "bent forward",
    "thoracic_side": "to the left",
    "thoracic_rot": "to the left",
    "neck": "bent forward",
    "neck_side": "to the left",
    "neck_rot": "to the left",
    "nod": "chin down",
    "head_rot": "to the left",
    "retract": "head drawn back, m",
    "jaw": "mouth open",
    "jaw_side": "chin to the left, m",
    "belly": "out with a breath, m; below 0 drawn in",
    "ribs": "lower ribs wider on each side, m",
    "yaw": "turned to the left",
    "pitch": "tipped forward: 90 face down, -90 face up",
    "roll": "tipped to the right",
}
_PARTS: Mapping[str, str] = {
    "farm_": "forearm",
    "uarm_": "upper arm",
    "shank_": "lower leg",
}
_HOLDS: Mapping[str, str] = {
    "hang": "the arm hangs straight down",
    "hang_grip": "the same, closed round a handle",
    "hips": "on the hip bones, elbows back and out",
    "chest": "crossed on the chest",
    "hug": "flat on a weight at the breastbone",
    "goblet": "under a weight at the breastbone",
    "bar_on_back": "round a bar on the upper back",
    "dowel_at_neck": "round a stick behind the neck",
    "dowel_at_low_back": "round a stick behind the low back",
    "thigh": "from above, fingers the easiest way",
    "under_thigh": "from outside and below, to help lift it",
    "behind_thigh": "round the back of a thigh that is lifted, its own or the other one",
    "on_wall": "flat on a wall ahead, fingers up",
    "flat": "flat on something level, fingers ahead",
    "press": "the same, elbows back: to push up",
    "fingertips": "fingertips from above on something level, no weight on it",
    "rail": "round a rail ahead, from above",
    "handle": "round an upright handle, palm back",
    "pull": "round what pulls on it, turned the easiest way",
    "seat_edge": "the side of a seat, the arm beside the body",
    "draw_back": "against toes or fingers from ahead, to draw them back",
    "helping": "palm to the middle, fingers up: against the other forearm",
    "near": "close above a thing, ready to take it",
    "under_back": "flat under the low back of somebody who lies",
    "rest": "on something from above, fingers the easiest way",
    "on_belly": "flat on the belly, to feel it rise",
    "behind_head": "flat behind the head, the elbow out",
    "beside_head": "flat on the side of the head, the elbow out",
    "on_chest": "flat on the breastbone, to feel it rise",
}


def key_rows(model: type[BaseModel], known: Mapping[str, str]) -> Iterator[str]:
    """A row for each key of a part of the file. Raises LookupError for one without a meaning."""
    for key in model.model_fields:
        if key not in known:
            raise LookupError(f"Say in {Path(__file__).name} what {key!r} of {model.__name__} is.")
        yield f"| `{key}` | {known[key]} |"


def _table(model: type[BaseModel]) -> str:
    return "\n".join([f"| {_TITLES[model]} | |", "|---|---|", *key_rows(model, KEYS[model])])


def _listed(title: str, words: Iterable[str]) -> str:
    return fill(f"**{title}**: {', '.join(words)}.", _WIDTH, break_on_hyphens=False)


def _bullets(title: str, words: Mapping[str, str]) -> str:
    rows = [f"- `{word}`: {meaning}" for word, meaning in words.items()]
    return f"**{title}**:\n\n" + "\n".join(rows)


def _meant(words: Mapping[str, str]) -> list[str]:
    return [f"`{word}` {meaning}" for word, meaning in words.items()]


def _code(words: Iterable[str]) -> list[str]:
    return [f"`{word}`" for word in words]


def _joint(name: str) -> str:
    meant = f" {_JOINTS[name]}" if name in _JOINTS else ""
    if name in PLACING:
        return f"`{name}`{meant}"
    low, high = limits(f"{name}_l" if name in OF_SIDES else name)
    unit = " m" if name in METRES else ""
    return f"`{name}`{meant} ({low:g} to {high:g}{unit})"


def _landmarks() -> Iterator[str]:
    return _once_of_both_sides(LANDMARKS)


def _parts() -> Iterator[str]:
    for name in _once_of_both_sides(PARTS):
        yield f"`{name}` {_PARTS[name]}" if name in _PARTS else f"`{name}`"


def _once_of_both_sides(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name.endswith("_l"):
            yield name.removesuffix("_l") + "_"
        elif not name.endswith("_r"):
            yield name


def _cameras(*, close: bool) -> Iterator[str]:
    for name, camera in CAMERAS.items():
        if bool(camera.close_up) is close:
            yield f"`{name}` {camera.azimuth:g}/{camera.height:g}"


def _props() -> Iterator[str]:
    for kind, takes in prop_measures().items():
        yield f"`{kind}`" + (f" ({' '.join(takes)})" if takes else "")


def _arrows() -> Iterator[str]:
    for kind, form in FORMS.items():
        yield f"- `{form}`: {MEANINGS[kind]}"


def _postures() -> Mapping[str, str]:
    return {name: _posture(layer) for name, layer in BASES.items()}


def _posture(layer: Layer) -> str:
    """What it rests on, the lines that it keeps, and what the solver may move in it."""
    surfaces: dict[str, list[str]] = {}
    for part, on in layer.contacts.items():
        surfaces.setdefault(on, []).append(part)
    rests = [f"{' '.join(parts)} on {on}" for on, parts in surfaces.items()]
    lines = [f"{line} {lean}" for line, lean in layer.aims.items()]
    free = [name for name, value in layer.joints.items() if str(value).startswith("~")]
    trunk = [] if layer.trunk is None else [f"trunk {layer.trunk}"]
    kept = ", ".join([*trunk, *lines])
    said = [", ".join(rests), kept and f"keeps {kept}", f"moves {' '.join(free)}"]
    return "; ".join([*filter(None, said), *(["weight over the feet"] if layer.balance else [])])


def hold_rows(grips: Mapping[str, Grip], known: Mapping[str, str]) -> Mapping[str, str]:
    """What each hold is for and where it goes. Raises LookupError for one without a meaning."""
    missing = [name for name in grips if name not in known]
    if missing:
        raise LookupError(f"Say in {Path(__file__).name} what the hold {missing[0]!r} is for.")
    return {name: f"{known[name]}{_goes(grip)}" for name, grip in grips.items()}


def _goes(grip: Grip) -> str:
    if grip.hangs:
        return ""
    return f"; {grip.point} at `{grip.to}`" if grip.to else f"; {grip.point} at `at:` or `to:`"


def figure_words() -> str:
    """The whole list, as it stands in README."""
    parts = [
        *map(_table, KEYS),
        _listed(
            "Numbers",
            [
                "a number is fixed",
                "`~12` is where the solver starts, and what it may move; both sides given in one"
                " word move together, `knee_l: ~12` and `knee_r: ~12` each for itself",
                "`8 + depth_deg / 8` follows a setting (`+ - * /`, "
                f"{', '.join(_code(function_names()))})",
                "`~8 + depth_deg / 8` both",
            ],
        ),
        _bullets(
            "Postures: what rests, what is kept, what the solver moves, until an entry says"
            " otherwise; the first panel stands with its right foot, or what rests in its place,"
            f" at x = 0, unless `anchors: {{arch_r: {LIFTED}}}` lets it go",
            _postures(),
        ),
        _listed("Joints of a side, positive and their range", map(_joint, OF_SIDES)),
        _listed("Joints of the middle, and where the pelvis is", map(_joint, AXIAL)),
        _listed("Landmarks, those with `_` with `_l` or `_r` behind", _code(_landmarks())),
        _listed("Parts that rest", _code(CONTACT_PARTS)),
        _listed("Surfaces", _code(surface_names())),
        _bullets(
            "Holds, what each is for, and which point of the hand goes where",
            hold_rows(GRIPS, _HOLDS),
        ),
        _listed("Shapes of the hand", _code(SHAPES)),
        _listed("Shapes of the toes", _code(TOE_SHAPES)),
        _listed(
            "Cameras, degrees round (0 right side, 90 front, -90 back) and up",
            _cameras(close=False),
        ),
        _listed("Close-ups, one window for all panels", _cameras(close=True)),
        _listed("Things and what they take (`*` has to be given)", _props()),
        _bullets("Of these are words, all others numbers", WORDS),
        _bullets("Where things go", PLACES),
        "**Arrows**:\n\n" + "\n".join(_arrows()),
        _listed("Muscles that can be marked", _code(MUSCLES)),
        _listed(
            "Deep ones, which may stay unseen where a muscle over them is seen",
            _code(name for name, muscle in MUSCLES.items() if muscle.deep),
        ),
        _listed("Checks", _meant(CHECKS)),
        _listed("Parts of the body in messages and waivers", _parts()),
    ]
    return "\n\n".join(parts)


def with_words(text: str) -> str:
    """README's text with the list as the code has it."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{figure_words()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_words(README.read_text(encoding="utf-8")), encoding="utf-8")
