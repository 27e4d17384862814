"""Layers laid over each other for one set of settings: the constraints of each panel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Settings
from clinic_app.domain.exercise.figure import (
    Case,
    FigureSpec,
    HelperHand,
    Hold,
    Layer,
    PropSpec,
    Value,
    laid_props,
    panel_count,
)
from clinic_app.figure.data.bases import BASES
from clinic_app.figure.data.feet import RESTING, toes_named
from clinic_app.figure.data.hands import RELAXED, shape_named
from clinic_app.figure.pose.arrow_words import ArrowWords, read_arrow
from clinic_app.figure.pose.helper import read_helper
from clinic_app.figure.pose.joints import FEET, Numbers, both_sides
from clinic_app.figure.pose.landmarks import landmark_named
from clinic_app.figure.pose.values import Number, number, read

LIFTED = "none"


@dataclass
class PanelConstraints:
    """The constraints of one panel; each side has its own joints and hands.

    ``fingers`` names the shape of a hand, which wins over that of what the hand holds.
    ``paired`` gives every guessed joint the name under which it was given: joints that share
    it move together. ``arrows`` of its own take the place of the figure's. ``inset`` names the
    camera of its small second view.
    """

    trunk: float | None = None
    joints: dict[str, Number] = field(default_factory=dict[str, Number])
    paired: dict[str, str] = field(default_factory=dict[str, str])
    aims: dict[str, float] = field(default_factory=dict[str, float])
    contacts: dict[str, str] = field(default_factory=dict[str, str])
    anchors: dict[str, str] = field(default_factory=dict[str, str])
    places: dict[str, Numbers] = field(default_factory=dict[str, Numbers])
    hands: dict[str, Hold] = field(default_factory=dict[str, Hold])
    fingers: dict[str, str] = field(default_factory=dict[str, str])
    balance: bool = False
    meets: dict[str, str] = field(default_factory=dict[str, str])
    arrows: tuple[ArrowWords, ...] | None = None
    gaze: tuple[float, float] = (0.0, 0.0)
    eyes: str = "open"
    helper: dict[str, HelperHand] = field(default_factory=dict[str, HelperHand])
    inset: str = ""


@dataclass(frozen=True)
class ResolvedFigure:
    """A figure for one set of settings: the constraints of its panels, the props and the camera."""

    panels: tuple[PanelConstraints, ...]
    props: tuple[PropSpec, ...]
    camera: str
    arrows: tuple[ArrowWords, ...]


def resolve_figure(spec: FigureSpec, settings: Settings) -> ResolvedFigure:
    """The figure at these settings. Raises UserError for a name or formula that is unknown."""
    cases = _cases(spec, settings)
    panels = [_laid(layers, settings) for layers in layers_of(spec, settings)]
    _refuse_toes(panels, spec.feet)
    panels[-1].inset = panels[-1].inset or _last((c.inset for c in cases), spec.inset)
    for panel in panels:
        panel.inset = "" if panel.inset == LIFTED else panel.inset
    arrows = tuple(a for c in cases for a in c.arrows) or spec.arrows
    camera = _last((c.camera for c in cases), spec.camera)
    return ResolvedFigure(tuple(panels), laid_props(spec, cases), camera, read_arrows(arrows))


# What of a foot does not show: a sock keeps the toes together, and an arch shows through it.
_HIDDEN: Mapping[str, frozenset[str]] = {
    "shoes": frozenset(FEET),
    "socks": frozenset(FEET) - {"arch"},
    "bare": frozenset(),
}


def _refuse_toes(panels: Iterable[PanelConstraints], feet: str) -> None:
    """Raises UserError where toes or an arch move inside a shoe or a sock."""
    for number_, panel in enumerate(panels, 1):
        moved = [n for n, v in panel.joints.items() if n[:-2] in _HIDDEN[feet] and v.value]
        if moved:
            raise UserError(
                f"Panel {number_} moves {moved[0]!r}, which {feet} hide.", "Say feet: bare."
            )


def read_arrows(texts: Iterable[str]) -> tuple[ArrowWords, ...]:
    """Arrows as their file tells them. Raises UserError for one that cannot be read."""
    return tuple(map(read_arrow, texts))


def layers_of(spec: FigureSpec, settings: Settings) -> list[tuple[Layer, ...]]:
    """The layers of each panel at these settings, the base first. Raises UserError."""
    cases = _cases(spec, settings)
    base = _last((c.base for c in cases), spec.base)
    if base not in BASES:
        raise UserError(f"Unknown base posture {base!r}.", f"Known: {', '.join(BASES)}.")
    found: list[tuple[Layer, ...]] = []
    for place in range(panel_count(spec, cases)):
        shared = spec.panels[place : place + 1]
        own = [c.panels[place] for c in cases if place in c.panels]
        found.append((BASES[base], spec.pose, *(c.pose for c in cases), *shared, *own))
    return found


def _cases(spec: FigureSpec, settings: Settings) -> list[Case]:
    return [c for c in spec.cases if _holds(c, settings)]


def _holds(case: Case, settings: Settings) -> bool:
    for limit in case.limits:
        if limit.setting not in settings:
            known = ", ".join(settings) or "none"
            message = f"A case asks for the setting {limit.setting!r}."
            raise UserError(message, f"Settings here: {known}.")
    return case.holds(settings)


def _last(words: Iterable[str], otherwise: str) -> str:
    return ([otherwise] + [word for word in words if word])[-1]


def _laid(layers: Iterable[Layer], settings: Settings) -> PanelConstraints:
    constraints = PanelConstraints()
    for layer in layers:
        if layer.trunk is not None:
            constraints.trunk = None if layer.trunk == "free" else number(layer.trunk, settings)
        _lay_joints(constraints, layer.joints, settings)
        for line, angle in layer.aims.items():
            ends_of(line)
            if angle == "free":
                constraints.aims.pop(line, None)
            else:
                constraints.aims[line] = number(angle, settings)
        constraints.contacts.update(layer.contacts)
        constraints.anchors.update(_anchors(layer))
        for name, point in layer.places.items():
            landmark_named(name)
            constraints.places[name] = _place(point, settings)
        constraints.hands.update(_by_side(layer.hands))
        _lay_meetings(constraints, layer.meets)
        _lay_fingers(constraints, _by_side(layer.fingers))
        _lay_toes(constraints, _by_side(layer.toes))
        _lay_helper(constraints, layer.helper)
        constraints.eyes = layer.eyes or constraints.eyes
        if layer.gaze:
            aside, up = (number(value, settings) for value in layer.gaze)
            constraints.gaze = (aside, up)
        if layer.arrows is not None:
            constraints.arrows = read_arrows(layer.arrows)
        constraints.inset = layer.inset or constraints.inset
        constraints.balance = constraints.balance if layer.balance is None else layer.balance
    constraints.contacts = {part: on for part, on in constraints.contacts.items() if on != LIFTED}
    constraints.hands = {
        side: hold for side, hold in constraints.hands.items() if hold.hold != LIFTED
    }
    return constraints


def _lay_joints(
    constraints: PanelConstraints, joints: Mapping[str, float | str], settings: Settings
) -> None:
    for given, value in joints.items():
        for name in both_sides(given):
            constraints.joints[name] = read(value, settings)
            constraints.paired[name] = given


def _lay_meetings(constraints: PanelConstraints, meets: Mapping[str, str]) -> None:
    for name, other in meets.items():
        landmark_named(name)
        if other == LIFTED:
            constraints.meets.pop(name, None)
        else:
            landmark_named(other)
            constraints.meets[name] = other


def _lay_fingers(constraints: PanelConstraints, shapes: Mapping[str, str]) -> None:
    """The joints of a shape are laid over those given so far; ``none`` leaves the hand at ease."""
    for side, name in shapes.items():
        shape = shape_named(RELAXED if name == LIFTED else name)
        constraints.joints.update({f"{j}_{side}": Number(angle) for j, angle in shape.items()})
        constraints.fingers.pop(side, None)
        if name != LIFTED:
            constraints.fingers[side] = name


def _lay_toes(constraints: PanelConstraints, shapes: Mapping[str, str]) -> None:
    """The same for the toes; ``none`` leaves them at rest."""
    for side, name in shapes.items():
        shape = toes_named(RESTING if name == LIFTED else name)
        constraints.joints.update({f"{j}_{side}": Number(angle) for j, angle in shape.items()})


def _lay_helper(constraints: PanelConstraints, hands: Mapping[str, HelperHand | None]) -> None:
    for side, told in hands.items():
        constraints.helper.pop(side[0], None)
        if told is not None:
            constraints.helper[side[0]] = read_helper(told)


def _place(point: tuple[Value, ...], settings: Settings) -> Numbers:
    return np.array([np.nan if v == LIFTED else number(v, settings) for v in point])


def _anchors(layer: Layer) -> Mapping[str, str]:
    for name, axes in layer.anchors.items():
        landmark_named(name)
        if axes != LIFTED and not set(axes) <= set("xyz"):
            raise UserError(f"{name} is anchored along {axes!r}.", "Give some of xyz, or none.")
    return layer.anchors


def ends_of(line: str) -> tuple[str, str]:
    """The two landmarks of an aim such as ``hip_r-knee_r``. Raises UserError for another text."""
    upper, dash, lower = line.partition("-")
    if not dash:
        raise UserError(f"The aim {line!r} is no line.", "Join two landmarks, as in hip_r-knee_r.")
    landmark_named(upper)
    landmark_named(lower)
    return upper, lower


_Told = TypeVar("_Told")


def _by_side(hands: Mapping[str, _Told]) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for side, told in hands.items():
        for short in {"both": "lr", "left": "l", "right": "r"}[side]:
            found[short] = told
    return found
