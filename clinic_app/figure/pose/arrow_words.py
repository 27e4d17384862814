"""The arrows that an exercise file may ask for, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.landmarks import LANDMARKS, landmark_named

FORMS: Mapping[str, str] = {
    "along": "LANDMARK",
    "double": "double LANDMARK",
    "turn": "turn LANDMARK RADIUS [MIDDLE | FROM TO]",
    "around": "around LANDMARK RADIUS [UP]",
    "ring": "ring LANDMARK RADIUS [UP]",
    "press": "press LANDMARK WAY [LENGTH]",
    "away": "away LANDMARK WAY [LENGTH]",
}
MEANINGS: Mapping[str, str] = {
    "along": "the way of a landmark from the panel before",
    "double": "the same to and fro, with two heads",
    "turn": "an arc in the picture's plane round a landmark, m: the way its bone turned, round a"
    " direction of the clock in degrees (0 right, 90 up), or from one direction to another",
    "around": "an arc about the long axis of a landmark's bone, m, raised along it by UP, as far as"
    " it turned: of a head",
    "ring": "a level circle round a landmark, m, raised by UP: a pendulum",
    "press": "a short arrow that ends at a landmark and shows a push that moves nothing; WAY is"
    " where it goes (up down ahead back left right, or another landmark)",
    "away": "the same from a landmark on: a breath, a growing tall",
}
WAYS: Mapping[str, tuple[float, float, float]] = {
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
    "ahead": (1.0, 0.0, 0.0),
    "back": (-1.0, 0.0, 0.0),
    "left": (0.0, 1.0, 0.0),
    "right": (0.0, -1.0, 0.0),
}
STRAIGHT = ("press", "away")
# How many numbers follow the landmark, and after a straight one its way.
_NUMBERS = {"along": (0,), "double": (0,), "turn": (1, 2, 3), "around": (1, 2), "ring": (1, 2)}


@dataclass(frozen=True)
class ArrowWords:
    """An arrow as its file tells it: its kind, its landmark, its measures, a push's way."""

    kind: str
    landmark: str
    numbers: tuple[float, ...] = ()
    way: str = ""

    @property
    def follows_a_way(self) -> bool:
        """Whether it shows how far a landmark moved; others tell what no two panels show."""
        return self.kind in ("along", "double")


def read_arrow(text: str) -> ArrowWords:
    """The arrow that a text such as ``turn pelvis 0.16`` asks for. Raises UserError."""
    first, *rest = text.split()
    if not rest:
        landmark_named(first)
        return ArrowWords("along", first)
    if first not in FORMS or first == "along":
        known = ", ".join(FORMS.values())
        raise UserError(f"There is no arrow {text!r}.", f"Known: {known}.")
    landmark, *rest = rest
    landmark_named(landmark)
    if first in STRAIGHT:
        return _straight(text, first, landmark, rest)
    return _arc(text, first, landmark, rest)


def _arc(text: str, kind: str, landmark: str, rest: list[str]) -> ArrowWords:
    if len(rest) not in _NUMBERS[kind]:
        raise _not_read(text, kind)
    return ArrowWords(kind, landmark, tuple(_number(text, kind, word) for word in rest))


def _straight(text: str, kind: str, landmark: str, rest: list[str]) -> ArrowWords:
    if len(rest) not in (1, 2) or (rest[0] not in WAYS and rest[0] not in LANDMARKS):
        raise _not_read(text, kind)
    numbers = tuple(_number(text, kind, word) for word in rest[1:])
    return ArrowWords(kind, landmark, numbers, rest[0])


def _number(text: str, kind: str, word: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise _not_read(text, kind) from None


def _not_read(text: str, kind: str) -> UserError:
    return UserError(f"The arrow {text!r} cannot be read.", f"Write: {FORMS[kind]}.")
