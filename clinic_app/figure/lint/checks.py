"""All checks of a solved motion; they draw nothing and take a few milliseconds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from clinic_app.domain.exercise.figure import FigureSpec, Size, Waiver
from clinic_app.figure.lint import anatomy, helping, load, paper, rest, space, touches
from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import CHECKS, UNITS, Finding
from clinic_app.figure.motion import Motion

_OF_A_PANEL: tuple[Callable[[Drawn], Iterator[Finding]], ...] = (
    anatomy.range_,
    space.floor,
    space.prop,
    space.body,
    space.floating,
    helping.helping,
    rest.contact,
    rest.flat,
    anatomy.reach,
    touches.touch,
    touches.grip,
    load.load,
    rest.balance,
    anatomy.angle,
    paper.paper,
    paper.cut,
    anatomy.symmetry,
    anatomy.residual,
)
_OF_TWO: tuple[Callable[[Drawn, Drawn], Iterator[Finding]], ...] = (rest.slide, anatomy.still)


def lint(motion: Motion) -> list[Finding]:
    """Everything that is wrong in a motion, by panel, without what its figure waives."""
    left = unwaived(motion.spec, all_findings(motion))
    return [*left, *wrong_waivers(motion.spec)]


def all_findings(motion: Motion) -> list[Finding]:
    """The same with what the figure waives."""
    panels = [Drawn(motion, number) for number in range(1, len(motion.panels) + 1)]
    found = [f for check in _OF_A_PANEL for panel in panels for f in check(panel)]
    found += [f for check in _OF_TWO for pair in pairwise(panels) for f in check(*pair)]
    return sorted(found, key=lambda f: f.panel)


def unwaived(spec: FigureSpec, found: Iterable[Finding]) -> Iterator[Finding]:
    """What is left of ``found``; what misses by more than its waiver allows says so."""
    for finding in found:
        meant = [w for w in spec.waivers if finding.is_meant_by(w.check)]
        if not any(finding.is_within(w.up_to) for w in meant):
            yield _exceeding(finding, meant)


def _exceeding(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    sized = [f"the waiver of {w.check!r} allows {w.up_to}" for w in waivers if w.up_to]
    return replace(finding, message="; ".join([finding.message, *sized]))


def wrong_waivers(spec: FigureSpec) -> Iterator[Finding]:
    """Waivers of checks that do not exist or cannot be waived, and those without a size."""
    for waiver in spec.waivers:
        if message := _fault_of(waiver):
            yield Finding("waiver", 0, message)


def _fault_of(waiver: Waiver) -> str:
    check = _check_of(waiver)
    if check not in CHECKS:
        return f"there is no check {waiver.check!r}; known: {', '.join(CHECKS)}"
    if check not in UNITS:
        return f"{check!r} cannot be waived; mend the figure"
    units, unit = UNITS[check], waiver.up_to.unit if waiver.up_to else ""
    if not units and unit:
        return f"the waiver of {waiver.check!r} takes no 'up_to'; leave it out"
    if units and unit not in units:
        known = " or ".join(units)
        return f"the waiver of {waiver.check!r} needs a size, as in 'up_to: 2 {units[0]}' ({known})"
    return ""


def unused_waivers(spec: FigureSpec, found: Iterable[Finding]) -> Iterator[Finding]:
    """Waivers that drop nothing, or allow far more than needed, of all ``found`` anywhere."""
    known = list(found)
    for waiver in spec.waivers:
        meant = [finding for finding in known if finding.is_meant_by(waiver.check)]
        if _check_of(waiver) in CHECKS and not meant:
            yield Finding("waiver", 0, f"the waiver of {waiver.check!r} drops nothing")
        elif waiver.up_to and (largest := _largest(meant, waiver.up_to.unit)):
            yield from _too_wide(waiver, waiver.up_to, largest)


def _largest(found: Iterable[Finding], unit: str) -> Size | None:
    sizes = [f.size for f in found if f.size and f.size.unit == unit]
    return max(sizes, key=lambda size: size.amount, default=None)


_SPARE, _MORE = 1.25, {"cm": 0.5, "deg": 2.0, "%": 0.1}  # beyond what is needed


def _too_wide(waiver: Waiver, allowed: Size, needed: Size) -> Iterator[Finding]:
    if allowed.amount > needed.amount * _SPARE + _MORE[allowed.unit]:
        message = (
            f"the waiver of {waiver.check!r} allows {allowed}, but {needed} is the largest miss"
        )
        yield Finding("waiver", 0, message)


def _check_of(waiver: Waiver) -> str:
    return waiver.check.partition(" ")[0]
