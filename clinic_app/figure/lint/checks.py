"""All checks of a solved motion; they draw nothing and take a few milliseconds."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from clinic_app.domain.exercise.figure import FigureSpec, Waiver
from clinic_app.figure.lint import anatomy, rest, space
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import CHECKS, Finding
from clinic_app.figure.motion import Motion

_OF_A_PANEL: tuple[Callable[[Drawn], Iterator[Finding]], ...] = (
    anatomy.range_,
    space.floor,
    space.prop,
    space.body,
    space.floating,
    rest.contact,
    rest.flat,
    anatomy.reach,
    rest.balance,
    anatomy.angle,
    anatomy.symmetry,
    anatomy.residual,
)
_OF_TWO: tuple[Callable[[Drawn, Drawn], Iterator[Finding]], ...] = (rest.slide, anatomy.still)


def lint(motion: Motion) -> list[Finding]:
    """Everything that is wrong in a motion, by panel, without what its figure waives."""
    left = unwaived(motion.spec, all_findings(motion))
    return [*left, *unknown_waivers(motion.spec)]


def all_findings(motion: Motion) -> list[Finding]:
    """The same with what the figure waives."""
    panels = [Drawn(motion, number) for number in range(1, len(motion.panels) + 1)]
    found = [f for check in _OF_A_PANEL for panel in panels for f in check(panel)]
    found += [f for check in _OF_TWO for pair in pairwise(panels) for f in check(*pair)]
    return sorted(found, key=lambda f: f.panel)


def unwaived(spec: FigureSpec, found: Iterable[Finding]) -> Iterator[Finding]:
    """What is left of ``found``."""
    return (f for f in found if not any(f.is_meant_by(w.check) for w in spec.waivers))


def unknown_waivers(spec: FigureSpec) -> Iterator[Finding]:
    """Waivers of checks that do not exist."""
    for waiver in spec.waivers:
        if _check_of(waiver) not in CHECKS:
            message = f"there is no check {waiver.check!r}; known: {', '.join(CHECKS)}"
            yield Finding("waiver", 0, message)


def unused_waivers(spec: FigureSpec, found: Iterable[Finding]) -> Iterator[Finding]:
    """Waivers that drop nothing of all that was ``found`` at every setting."""
    known = list(found)
    for waiver in spec.waivers:
        needed = any(finding.is_meant_by(waiver.check) for finding in known)
        if _check_of(waiver) in CHECKS and not needed:
            yield Finding("waiver", 0, f"the waiver of {waiver.check!r} drops nothing")


def _check_of(waiver: Waiver) -> str:
    return waiver.check.partition(" ")[0]
