"""All checks of one exercise over many settings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import NO_SETTINGS, Exercise, Settings, SettingValue
from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.figure.body.muscles import MUSCLES
from clinic_app.figure.data.cameras import camera_named
from clinic_app.figure.lint.checks import all_findings, unused_waivers, unwaived, wrong_waivers
from clinic_app.figure.lint.finding import Finding, percent
from clinic_app.figure.lint.grey import lint_grey
from clinic_app.figure.lint.idle_arrows import idle_arrows
from clinic_app.figure.lint.paper import apart
from clinic_app.figure.lint.settings import between, corners, shown
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.render.muscles import Seen, muscles_seen


@dataclass(frozen=True)
class Swept:
    """A finding and where it was made: the settings that differ from the defaults, the look.

    ``alike`` is how many findings of the same kind it stands for, itself among them.
    """

    settings: Settings
    finding: Finding
    look: str = ""
    alike: int = 1

    def __str__(self) -> str:
        """``panel 2, depth_deg=90: foot_r is 1.2 cm below the floor (the worst of 3)``."""
        worst = f" (the worst of {self.alike})" if self.alike > 1 else ""
        return f"{self._where()}{self.finding.message}{worst}"

    def _where(self) -> str:
        panel = [f"panel {self.finding.panel}"] if self.finding.panel else []
        look = [f"look {self.look}"] if self.look else []
        settings = (f"{name}={_short(value)}" for name, value in self.settings.items())
        where = [*panel, *look, *settings]
        return f"{', '.join(where)}: " if where else ""


def worst(found: Iterable[Swept]) -> list[Swept]:
    """Of all settings and looks at which the same is wrong with the same part of a panel, the one
    where it is worst.
    """
    groups: dict[object, list[Swept]] = {}
    for one in found:
        groups.setdefault(_kind(one.finding), []).append(one)
    return [replace(max(group, key=_amount), alike=len(group)) for group in groups.values()]


def _kind(finding: Finding) -> tuple[str, int, str]:
    """What is wrong, with which part of which panel; what has no size is told by its words."""
    measured = finding.size is not None or finding.check == "residual"
    return finding.check, finding.panel, finding.subject if measured else finding.message


def _amount(swept: Swept) -> float:
    return swept.finding.size.amount if swept.finding.size else 0.0


def _short(value: SettingValue) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def sweep(exercise: Exercise, at: Iterable[Settings], *, whole: bool = False) -> Iterator[Swept]:
    """What is wrong with an exercise's figure at each of these settings; nothing without one.

    ``whole`` also looks at the corners of all settings, at the steps between, and at the other
    people that can be drawn, asks whether each setting shows in the picture, and whether each
    waiver is needed. Takes about
    0.1 s for each of the settings and of the people.
    """
    if exercise.figure is None:
        return
    yield from (Swept(NO_SETTINGS, finding) for finding in wrong_waivers(exercise.figure))
    at, found = list(at), list[Finding]()
    solved: list[Motion] = []
    cameras: set[object] = set()
    for settings in _once([*at, *(_all_over(exercise) if whole else ())]):
        try:
            motion = solve_motion(exercise, settings)
            assert motion is not None
            here = all_findings(motion)
            if motion.settings == exercise.default_settings:
                here += idle_arrows(motion)
            views = (motion.camera, motion.insets)
            if views not in cameras:
                cameras.add(views)
                here += lint_muscles(motion)
        except UserError as error:
            yield Swept(settings, Finding("figure", 0, str(error)))
            continue
        solved.append(motion)
        found += here
        yield from (Swept(settings, f) for f in unwaived(exercise.figure, here))
    alike = list(apart(exercise)) if solved else []
    found += alike
    yield from (Swept(NO_SETTINGS, f) for f in unwaived(exercise.figure, alike))
    if whole:
        yield from on_everybody(exercise, at)
        yield from _in_grey(exercise, solved)
        unseen = list(_unseen(exercise, solved))
        last = [
            *unwaived(exercise.figure, unseen),
            *unused_waivers(exercise.figure, found + unseen),
        ]
        yield from (Swept(NO_SETTINGS, finding) for finding in last)


def _all_over(exercise: Exercise) -> list[Settings]:
    return [*corners(exercise), *between(exercise)]


def on_everybody(exercise: Exercise, at: Iterable[Settings]) -> Iterator[Swept]:
    """What is wrong on the bodies of the other looks, one look for each body."""
    assert exercise.figure is not None
    bodies = {look.shape: name for name, look in reversed(tuple(LOOKS.items()))}
    del bodies[Look().shape]
    for name, settings in product(reversed(bodies.values()), _once(at)):
        try:
            motion = solve_motion(exercise, settings, look=LOOKS[name])
        except UserError as error:
            yield Swept(settings, Finding("figure", 0, str(error)), name)
            continue
        assert motion is not None
        here = unwaived(exercise.figure, all_findings(motion))
        yield from (Swept(settings, finding, name) for finding in here)


def _in_grey(exercise: Exercise, solved: Iterable[Motion]) -> Iterator[Swept]:
    """Marks of the exercise that cannot be told in grey print on each look."""
    assert exercise.figure is not None
    roles = sorted({h.role for m in solved for panel in m.highlights for h in panel})
    for name, look in LOOKS.items():
        here = unwaived(exercise.figure, lint_grey(look, roles))
        yield from (Swept(NO_SETTINGS, finding, name) for finding in here)


def _once(settings: Iterable[Settings]) -> list[Settings]:
    return list({tuple(sorted(s.items())): s for s in settings}.values())


def _unseen(exercise: Exercise, solved: list[Motion]) -> Iterator[Finding]:
    """Settings whose values all give the same picture wherever nothing else differs."""
    for setting in shown(exercise):
        alike: dict[object, list[Motion]] = {}
        for motion in solved:
            others = {n: v for n, v in motion.settings.items() if n != setting.name}
            alike.setdefault(_key(others), []).append(motion)
        compared = [motions for motions in alike.values() if len(motions) > 1]
        if compared and all(len({_picture(m) for m in motions}) == 1 for motions in compared):
            yield Finding(
                "setting", 0, f"{setting.name} changes nothing in the picture", setting.name
            )


def _key(settings: Mapping[str, SettingValue]) -> object:
    return tuple(sorted(settings.items()))


def _picture(motion: Motion) -> object:
    """What a picture follows from: two motions with the same look the same."""
    poses = tuple(tuple(np.round(solved.pose, 2).tolist()) for solved in motion.panels)
    props = tuple((p.kind, _key(p.measures), _key(p.words)) for p in motion.props)
    return poses, props, motion.camera


LEAST_SHARE = 0.006  # of the visible figure
LEAST_OF_OWN = 0.5  # of the mark on one side: enough of a muscle that is small itself


def lint_muscles(motion: Motion) -> list[Finding]:
    """Muscles that work or stretch and that no panel shows, neither large nor in its inset; takes
    about as long as the pictures.

    A deep muscle may stay unseen where another one that lies nearer to the skin is seen.
    """
    marked = {h.muscle for panel in motion.highlights for h in panel if h.role is not Role.HELP}
    best = dict.fromkeys(sorted(marked), Seen(0.0, 0.0))
    found: list[Finding] = []
    for number, inset in enumerate(motion.insets):
        seen = _seen_on(motion, number) if motion.highlights[number] else {}
        if inset is not None and not any(one.in_inset for one in seen.values()):
            found.append(_idle_inset(number + 1))
        for muscle in best.keys() & seen.keys():
            best[muscle] = max(best[muscle], seen[muscle], key=lambda one: one.of_figure)
    return found + _unseen_muscles(motion, best)


def _seen_on(motion: Motion, number: int) -> dict[str, Seen]:
    """What a panel (from 0) shows of each muscle that it marks."""
    return muscles_seen(
        scene(motion, number),
        look=motion.look,
        camera=motion.camera,
        inset=motion.insets[number],
    )


def _unseen_muscles(motion: Motion, best: Mapping[str, Seen]) -> list[Finding]:
    unseen = {m: s for m, s in best.items() if not _is_seen(s)}
    covered = any(not MUSCLES[muscle].deep for muscle in best.keys() - unseen.keys())
    return [
        _unseen_muscle(muscle, seen.of_figure, _camera_for(motion, muscle))
        for muscle, seen in unseen.items()
        if not (covered and MUSCLES[muscle].deep)
    ]


def _is_seen(seen: Seen) -> bool:
    return seen.of_figure >= LEAST_SHARE or seen.of_own >= LEAST_OF_OWN


def _idle_inset(panel: int) -> Finding:
    message = (
        "the inset shows no marked muscle better than the large picture; choose another camera for "
        "it, or leave it out"
    )
    return Finding("inset", panel, message)


# One for each side of the body: where a muscle shows in none of them it lies hidden in this pose.
_ALL_ROUND = ("side", "front", "back", "three_quarter", "three_quarter_back", "top", "behind_low")


def _camera_for(motion: Motion, muscle: str) -> str:
    """The camera that shows a muscle best in the last panel that marks it; "" where none does."""
    marking = [
        n for n, marks in enumerate(motion.highlights) if muscle in {h.muscle for h in marks}
    ]
    last = scene(motion, marking[-1], arrows=False)
    shown = {
        name: muscles_seen(last, look=motion.look, camera=camera_named(name))[muscle]
        for name in _ALL_ROUND
    }
    name, seen = max(shown.items(), key=lambda pair: pair[1].of_figure)
    return name if _is_seen(seen) else ""


def _unseen_muscle(muscle: str, share: float, camera: str) -> Finding:
    missing = LEAST_SHARE - share
    message = (
        f"the camera hardly sees {muscle}: {share:.2%} of the figure, {missing:.2%} too little; "
    )
    if camera:
        message += f"the camera {camera!r} shows it: take one like it, or an inset from there"
    else:
        message += "none shows it in this pose: mark another muscle, or move what hides it"
    return Finding("muscle", 0, message, muscle, percent(missing))
