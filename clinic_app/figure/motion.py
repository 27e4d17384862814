"""From an exercise and its settings to solved panels: the poses, the props, what moves."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Laterality, Settings
from clinic_app.domain.exercise.figure import FigureSpec, Hold
from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.helper import laid_on
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.cameras import camera_named, inset_named
from clinic_app.figure.data.holds import grip_named
from clinic_app.figure.data.people import Person, person_of
from clinic_app.figure.ellipsoid_set import PART, EllipsoidSet, chosen, reach_along
from clinic_app.figure.kept import Kept
from clinic_app.figure.marked import highlights_of
from clinic_app.figure.pose.arrow_words import ArrowWords
from clinic_app.figure.pose.contact import Plane, Roll, split_side
from clinic_app.figure.pose.girth import beside_m
from clinic_app.figure.pose.helper import helper_arms
from clinic_app.figure.pose.joints import INDEX, Numbers
from clinic_app.figure.pose.landmarks import lean, place
from clinic_app.figure.pose.layers import (
    LIFTED,
    PanelConstraints,
    ResolvedFigure,
    resolve_figure,
)
from clinic_app.figure.pose.posing import Solved, Task, origin_of, planted, solve
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.pose.values import number
from clinic_app.figure.props.head_to_dowel import head_to_dowel
from clinic_app.figure.props.setting import Placed, build, in_panel, loads, planes_of, read_props
from clinic_app.figure.scene import Camera, Highlight, Scene, Way
from clinic_app.figure.trails import trails

SOLVED: Kept[Solved] = Kept(96)


@dataclass(frozen=True)
class Motion:
    """All panels of one exercise, solved: what the pictures and the checks are made from.

    ``highlights`` are the marked muscles of each panel, ``insets`` the cameras of their small
    second views.
    """

    spec: FigureSpec
    settings: Settings
    figure: ResolvedFigure
    panels: tuple[Solved, ...]
    props: tuple[Placed, ...]
    camera: Camera
    highlights: tuple[tuple[Highlight, ...], ...]
    insets: tuple[Camera | None, ...]
    look: Look
    laterality: Laterality

    @property
    def mirrored(self) -> bool:
        """Whether the picture shows the left side."""
        return self.settings.get("side") == "left"

    def arrows_of(self, number_: int) -> tuple[ArrowWords, ...]:
        """The arrows of a panel (from 0): its own, or those of the whole figure."""
        own = self.figure.panels[number_].arrows
        return self.figure.arrows if own is None else own

    @cached_property
    def reach(self) -> tuple[Numbers, Numbers]:
        """The corners of the parts near the floor in all panels, for mats; (3,) m each."""
        lows: list[Numbers] = []
        highs: list[Numbers] = []
        for solved in self.panels:
            body = surface(self.look).at(solved.frames)
            near = body.centre[:, 2] < max(0.30, float(body.centre[:, 2].min()) + 0.1)
            spans = [reach_along(body, axis) for axis in np.eye(3)]
            lows.append(np.array([low[near].min() for low, _ in spans]))
            highs.append(np.array([high[near].max() for _, high in spans]))
        return np.min(lows, axis=0), np.max(highs, axis=0)


def all_settings(exercise: Exercise, settings: Settings) -> Settings:
    """The settings with every one that is left out at its default. Raises UserError if wrong."""
    for name, value in settings.items():
        if name not in exercise.settings:
            known = ", ".join(exercise.settings) or "none"
            raise UserError(f"{exercise.id} has no setting {name!r}.", f"It has: {known}.")
        if refusal := exercise.settings[name].refusal(value):
            raise UserError(f"{exercise.id}: {refusal}.", "Choose an allowed value.")
    return {**exercise.default_settings, **settings}


def solve_motion(
    exercise: Exercise, settings: Settings, *, look: Look | None = None, camera: str = ""
) -> Motion | None:
    """Solve every panel of an exercise; None when it has no figure.

    Raises UserError for a wrong setting, camera or figure.
    """
    spec = exercise.figure
    if spec is None:
        return None
    look = replace(look or Look(), feet=spec.feet)
    given = all_settings(exercise, settings)
    figure = resolve_figure(spec, given)
    props = read_props(figure.props, given)
    planes, skin = planes_of(props), surface(look)
    on_spine = any(prop.kind == "dowel" for prop in props)
    panels: list[Solved] = []
    for number_, constraints in enumerate(figure.panels, 1):
        _check_surfaces(constraints, planes)
        fixed = (
            planted(constraints, figure.panels[0], panels[0].frames)
            if panels
            else origin_of(constraints)
        )
        if panels:
            fixed |= _over_rolls(constraints, figure.panels[0], planes, panels[0].frames)
        fixed |= constraints.places
        person = _posed_person(look, constraints, on_spine=on_spine)
        points = {
            s: p
            for s, h in constraints.hands.items()
            if (p := _hand_point(h, s, given, person)) is not None
        }
        weights = loads(in_panel(props, number_))
        task = Task(constraints, planes, fixed, weights, skin, points, person)
        start = _start(constraints, panels)
        panels.append(_solved(task, start, look, on_spine=on_spine))
    seen_by = camera_named(camera or figure.camera)
    return Motion(
        spec=spec,
        settings=given,
        figure=figure,
        panels=tuple(panels),
        props=props,
        camera=seen_by,
        highlights=highlights_of(exercise, given),
        insets=tuple(inset_named(panel.inset) for panel in figure.panels),
        look=look,
        laterality=exercise.laterality,
    )


def _solved(task: Task, start: Numbers | None, look: Look, *, on_spine: bool) -> Solved:
    """The panel solved; its skin, which is large, follows from the look."""

    def found() -> Solved:
        solved = solve(task, start)
        return head_to_dowel(solved) if on_spine else solved

    posed = [getattr(task, field.name) for field in fields(task) if field.name != "skin"]
    return SOLVED.of((posed, start, look, on_spine), found)


def _over_rolls(
    constraints: PanelConstraints,
    first: PanelConstraints,
    planes: Mapping[str, Plane],
    solved: Frames,
) -> dict[str, Numbers]:
    """Who lies on a roll goes on lying on it: its landmark keeps its place ahead and back."""
    found: dict[str, Numbers] = {}
    for part, on in constraints.contacts.items():
        plane = planes[on]
        if not isinstance(plane, Roll) or not plane.under or first.contacts.get(part) != on:
            continue
        if constraints.anchors.get(plane.under) != LIFTED:
            x = float(place(solved, plane.under)[0])
            found[plane.under] = np.array([x, np.nan, np.nan])
    return found


_BESIDE_M = 0.12  # m from the middle: a hand nearer to it is before the body
_UPRIGHT_ON = frozenset({"foot", "toes", "heel", "knee", "shank", "pelvis"})


def _posed_person(look: Look, constraints: PanelConstraints, *, on_spine: bool) -> Person:
    """Whose body it is; nobody stoops who lies, rests on the arms or has a stick on the spine."""
    person = person_of(look)
    upright = all(split_side(part)[0] in _UPRIGHT_ON for part in constraints.contacts)
    return person if upright and not on_spine else person.straight


def _check_surfaces(constraints: PanelConstraints, planes: Mapping[str, object]) -> None:
    for part, on in constraints.contacts.items():
        if on not in planes:
            known = ", ".join(planes)
            raise UserError(f"{part} rests on {on!r}, which is not there.", f"Here are: {known}.")


def _start(constraints: PanelConstraints, solved: list[Solved]) -> Numbers | None:
    """Only the place on the floor goes on from the first panel; angles start from their guess."""
    if not solved:
        return None
    pose = solved[0].pose.copy()
    own = solved[0].pose
    for name, given in constraints.joints.items():
        if name not in ("x", "y"):
            pose[INDEX[name]] = given.value
    return np.where([n in ("x", "y") for n in INDEX], own, pose)


def _hand_point(hold: Hold, side: str, settings: Settings, person: Person) -> Numbers | None:
    """Where a file puts a hand; beside a broader body it goes as much further out."""
    if not hold.at:
        return None
    if len(hold.at) != 3:
        raise UserError(f"The hold {hold.hold!r} has no whole place.", "Give at: [x, y, z] in m.")
    x, y, z = (number(value, settings) for value in hold.at)
    if y > _BESIDE_M and grip_named(hold.hold).point != "grip":  # what is gripped stays
        y += beside_m(person)
    return np.array([x, y if side == "l" else -y, z])


def blend(first: Numbers, second: Numbers, share: float) -> Numbers:
    """A pose between two, joint by joint."""
    return first + (second - first) * share


def scene(motion: Motion, number_: int, *, arrows: bool = True) -> Scene:
    """One panel (from 0) as a scene; arrows show the way from the panel before."""
    solved = motion.panels[number_]
    found: tuple[Way, ...] = ()
    if arrows and number_:
        before, asked = motion.panels[number_ - 1], motion.arrows_of(number_)
        round_head = any(arrow.kind == "around" for arrow in asked)
        hair = _hair(motion.look, solved.frames) if round_head else None
        found = trails(asked, before, solved, motion.camera, hair)
    gaze = motion.figure.panels[number_].gaze
    return scene_of(motion, solved.frames, found, panel=number_, gaze=gaze)


def _hair(look: Look, body: Frames) -> EllipsoidSet:
    worn = surface(look).at(body)
    return chosen(worn, worn.part == PART["hair"])


def scene_of(
    motion: Motion,
    body: Frames,
    ways: tuple[Way, ...] = (),
    *,
    panel: int = -1,
    gaze: tuple[float, float] = (0.0, 0.0),
) -> Scene:
    """Any moment of the motion as a scene, with the muscles that a panel (from 0) marks."""
    skin = surface(motion.look)
    here = in_panel(motion.props, panel % len(motion.panels) + 1)
    props = build(here, body, motion.panels[-1].frames, motion.reach, skin)
    hands = helper_arms(motion.figure.panels[panel].helper, body)
    return Scene(
        body,
        props,
        motion.highlights[panel],
        ways,
        gaze=gaze,
        eyes=motion.figure.panels[panel].eyes,
        show=motion.spec.show,
        helpers=tuple(laid_on(arm, skin.at(body)) for arm in hands),
    )


def lean_of(body: Frames, upper: str, lower: str) -> float:
    """The lean of a line between two landmarks from upright in the side view, in degrees."""
    return float(lean(body, upper, lower)[0])
