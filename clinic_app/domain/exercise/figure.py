"""What an exercise file says about its picture: poses, props, camera, as plain values.

A `Value` is a number (fixed), a formula of the exercise's number settings such as
``depth_deg / 2 + 4`` (fixed as well), or either with ``~`` before it: a guess that the solver
may change. Everything is told for the right side; the left is the mirrored picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from clinic_app.domain.exercise.limit import Limit, SettingValue

Value: TypeAlias = float | str


@dataclass(frozen=True)
class Hold:
    """What a hand does: ``hold`` names a way to hold.

    A hold that has no place of its own takes ``at``, a point in m (y counts away from the
    middle), or ``to``, a landmark.
    """

    hold: str
    at: tuple[Value, ...] = ()
    to: str = ""


@dataclass(frozen=True)
class HelperHand:
    """A hand of somebody who helps, laid on the landmark ``to``.

    ``fingers`` is a shape of the hand; the palm looks ``palm``, the forearm comes from ``arm``:
    each a way by name (``up``, ``back``) or three numbers.
    """

    to: str
    fingers: str = "relaxed"
    palm: str | tuple[float, ...] = "down"
    arm: str | tuple[float, ...] = "back"


OTHER = "other"  # the side that is marked where the other side takes its turn


class Role(StrEnum):
    """What a marked muscle does; each role has a mark of its own."""

    WORK = "work"
    HELP = "help"
    STRETCH = "stretch"


@dataclass(frozen=True)
class MarkedMuscles:
    """The muscles marked on a panel by what they do, and the side that is marked.

    Where no list names any, they are the exercise's primary and secondary ones. ``side`` is
    ``both``, ``right`` or ``left``; empty, it follows from the exercise; ``other`` is the turn of
    the other side.
    """

    work: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    stretch: tuple[str, ...] = ()
    side: str = ""

    def by_role(self) -> dict[Role, tuple[str, ...]]:
        """The lists by role; empty where none names any."""
        named = {Role.WORK: self.work, Role.HELP: self.help, Role.STRETCH: self.stretch}
        return named if any(named.values()) else {}


@dataclass(frozen=True)
class Layer:
    """A part of a pose; later layers win, entry by entry.

    ``trunk`` is the lean of the trunk from upright in degrees, forward positive; ``aims`` the
    same for a line between two landmarks (``hip_r-knee_r``). ``contacts`` maps a body part to
    the surface it rests on, or to ``none``; ``anchors`` maps a landmark to the axes (``xyz``) it
    keeps from the first panel; ``places`` a landmark to the point in m where it has to be, with
    ``none`` for an axis that is left open; ``hands`` maps ``both``, ``right`` or ``left`` to a
    `Hold`, ``fingers`` to the name of a shape of the hand, or to ``none``, ``toes`` to one of the
    toes of a foot without a shoe. ``meets`` brings a
    landmark to another one wherever that goes, or to ``none``.
    ``arrows`` of a panel take the place of the figure's. ``gaze`` turns the eyes, in degrees to the
    left and up; ``eyes`` are ``open`` or ``closed``. ``muscles`` is what is marked. ``helper`` maps
    ``right`` or ``left`` to a hand of somebody who helps, or to None.
    ``inset`` names the camera of a small second view of the panel, or is ``none``.
    """

    trunk: Value | None = None
    joints: Mapping[str, Value] = field(default_factory=dict[str, Value])
    aims: Mapping[str, Value] = field(default_factory=dict[str, Value])
    contacts: Mapping[str, str] = field(default_factory=dict[str, str])
    anchors: Mapping[str, str] = field(default_factory=dict[str, str])
    places: Mapping[str, tuple[Value, ...]] = field(default_factory=dict[str, tuple[Value, ...]])
    hands: Mapping[str, Hold] = field(default_factory=dict[str, Hold])
    fingers: Mapping[str, str] = field(default_factory=dict[str, str])
    toes: Mapping[str, str] = field(default_factory=dict[str, str])
    balance: bool | None = None
    meets: Mapping[str, str] = field(default_factory=dict[str, str])
    arrows: tuple[str, ...] | None = None
    gaze: tuple[Value, ...] = ()
    eyes: str = ""
    muscles: MarkedMuscles | None = None
    helper: Mapping[str, HelperHand | None] = field(default_factory=dict[str, "HelperHand | None"])
    inset: str = ""


@dataclass(frozen=True)
class PropSpec:
    """A prop: its kind and its own measures (m) or words."""

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])


@dataclass(frozen=True)
class Case:
    """What changes where all ``limits`` hold: layers, more props, another camera or inset.

    ``steps`` takes the place of the figure's.
    """

    limits: tuple[Limit, ...]
    base: str = ""
    camera: str = ""
    pose: Layer = field(default_factory=Layer)
    panels: Mapping[int, Layer] = field(default_factory=dict[int, Layer])
    props: tuple[PropSpec, ...] = ()
    without: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    inset: str = ""

    def holds(self, settings: Mapping[str, SettingValue]) -> bool:
        """Whether it counts at these settings, which hold every one that it asks for."""
        return all(limit.holds(settings[limit.setting]) for limit in self.limits)


@dataclass(frozen=True)
class Size:
    """How large a miss is: an amount of ``cm``, ``deg`` or ``%``."""

    amount: float
    unit: str

    def __str__(self) -> str:
        """``2.5 cm``."""
        return f"{round(self.amount, 2):g} {self.unit}"


@dataclass(frozen=True)
class Waiver:
    """A check that one figure may miss by no more than ``up_to``, and why.

    ``check`` is a name of the figure's checks, and after it what alone is meant: a part of the
    body, a joint, a muscle, a prop or a setting (``muscle multifidus``, ``body hand_r torso``).
    """

    check: str
    reason: str
    up_to: Size | None = None


@dataclass(frozen=True)
class FigureSpec:
    """A whole figure: a ``base`` posture, what all panels share, and two panels or more.

    ``arrows`` on every panel after the first name the landmarks whose way they follow, or say more
    (``turn pelvis 0.16``, ``press knee_l right``). ``show`` names bones drawn over the body;
    ``feet`` is what they wear.
    ``steps`` holds for each step the panel (from 1) that shows it, 0 where it cannot be drawn;
    left out, every panel shows the step of its own number. ``main`` is the panel (from 1) that
    stands for the exercise where there is room for one; 0 for the last. ``inset`` is that of the
    last panel.
    """

    base: str
    camera: str
    panels: tuple[Layer, ...]
    pose: Layer = field(default_factory=Layer)
    props: tuple[PropSpec, ...] = ()
    arrows: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    show: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    feet: str = "shoes"
    inset: str = ""
    main: int = 0


def cases_at(spec: FigureSpec, settings: Mapping[str, SettingValue]) -> tuple[Case, ...]:
    """The cases that hold at these settings, which hold every one that a case asks for."""
    return tuple(case for case in spec.cases if case.holds(settings))


def without_steps(spec: FigureSpec) -> FigureSpec:
    """All that the drawn pictures follow from: the figure but which steps they show."""
    cases = tuple(replace(case, steps=()) for case in spec.cases)
    return replace(spec, steps=(), main=0, cases=cases)


def panel_count(spec: FigureSpec, cases: Iterable[Case]) -> int:
    """How many panels there are: a case may add some after the usual ones."""
    return max(len(spec.panels), *(place + 1 for c in cases for place in c.panels), 0)


def props_at(spec: FigureSpec, settings: Mapping[str, SettingValue]) -> tuple[PropSpec, ...]:
    """The props of a figure at these settings, which hold every one that a case asks for."""
    return laid_props(spec, cases_at(spec, settings))


def laid_props(spec: FigureSpec, cases: Iterable[Case]) -> tuple[PropSpec, ...]:
    """The usual props less those that a case takes away, and those that it brings."""
    props = list(spec.props)
    for case in cases:
        props = [p for p in props if p.kind not in case.without] + list(case.props)
    return tuple(props)
