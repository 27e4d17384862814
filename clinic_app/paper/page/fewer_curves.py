"""Paths with as few curves as a print can show: neighbours that one curve can draw become one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clinic_app.domain.exercise.picture import Panel, Shape, steps_of

_Curve = tuple[complex, complex, complex, complex]  # start, two controls, end
_Run = tuple[_Curve, list[tuple[float, complex]]]  # a curve, and where it must pass at which t
_LONGEST = 60  # points that are checked again for each curve that joins


def fewer_curves(panel: Panel, tolerance: float) -> Panel:
    """The same picture to within ``tolerance``, in its own units; what is smaller is left out."""
    fewer = (_fewer(shape, tolerance) for shape in panel.shapes)
    return replace(panel, shapes=tuple(shape for shape in fewer if _is_seen(shape, tolerance)))


def _is_seen(shape: Shape, tolerance: float) -> bool:
    xs, ys = shape.numbers[0::2], shape.numbers[1::2]
    return bool(xs) and max(max(xs) - min(xs), max(ys) - min(ys)) > 4 * tolerance


def _fewer(shape: Shape, tolerance: float) -> Shape:
    steps: list[str] = []
    numbers: list[float] = []
    for letter, points in _pieces(shape, tolerance):
        steps.append(letter)
        for point in points:
            numbers += (point.real, point.imag)
    return replace(shape, steps="".join(steps), numbers=tuple(numbers))


def _pieces(shape: Shape, tolerance: float) -> Iterator[tuple[str, tuple[complex, ...]]]:
    """The steps with their points, runs of curves joined."""
    pen = 0j
    run: _Run | None = None
    for letter, numbers in steps_of(shape):
        points = tuple(map(complex, numbers[0::2], numbers[1::2]))
        if letter == "c":
            one, two, end = points
            longer = _joined(run, (pen, one, two, end), tolerance) if run else None
            if run and not longer:
                yield _drawn(run[0], tolerance)
            run = longer or _alone((pen, one, two, end))
        else:
            if run:
                yield _drawn(run[0], tolerance)
                run = None
            yield letter, points
        pen = points[-1] if points else pen
    if run:
        yield _drawn(run[0], tolerance)


def _alone(curve: _Curve) -> _Run:
    return curve, [(t, _at(curve, t)) for t in (0.5, 1.0)]


def _drawn(curve: _Curve, tolerance: float) -> tuple[str, tuple[complex, ...]]:
    """A curve that is as good as straight is a line."""
    start, one, two, end = curve
    way = end - start
    reach = abs(way)
    if reach:
        off = max(abs(((p - start) * way.conjugate()).imag) for p in (one, two)) / reach
        along = [((p - start) * way.conjugate()).real for p in (one, two)]
        if (
            off * 0.75 <= tolerance
            and -tolerance * reach <= min(along)
            and (max(along) <= reach * (reach + tolerance))
        ):
            return "l", (end,)
    return "c", (one, two, end)


def _joined(run: _Run, b: _Curve, tolerance: float) -> _Run | None:
    """One curve for two, fitted to points of the curves as they were; None if it is too far off.

    It leaves and arrives as they do; how far its controls reach is the least squares' (Schneider,
    An Algorithm for Automatically Fitting Digitized Curves, Graphics Gems, 1990).
    """
    a, points = run
    before = abs(a[3] - a[0])
    whole = before + abs(b[3] - b[0])
    leaves, arrives = _way(a[1] - a[0], a[2] - a[0]), _way(b[2] - b[3], b[1] - b[3])
    if not before or whole == before or not leaves or not arrives or len(points) > _LONGEST:
        return None
    at = before / whole
    passed = [(t * at, point) for t, point in points]
    passed += [(at + (1 - at) * t, _at(b, t)) for t in (0.5, 1.0)]
    reach = _reach(passed, a[0], b[3], leaves, arrives)
    if not reach or not all(0 < r < 2 * whole for r in reach):
        return None
    made = (a[0], a[0] + leaves * reach[0], b[3] + arrives * reach[1], b[3])
    if any(abs(_at(made, t) - point) > tolerance for t, point in reversed(passed)):
        return None
    return made, passed


def _way(near: complex, far: complex) -> complex:
    """A direction of length one; 0 where there is none."""
    found = near or far
    return found / abs(found) if found else 0j


def _reach(
    points: Sequence[tuple[float, complex]],
    start: complex,
    end: complex,
    out: complex,
    back: complex,
) -> tuple[float, float] | None:
    """How far the controls go from ``start`` and ``end`` so that the curve passes the points."""
    oo = ob = bb = ox = bx = 0.0
    along = (out.conjugate() * back).real
    for t, point in points:
        u = 1 - t
        one, two = 3 * u * u * t, 3 * u * t * t
        rest = point - start * (u * u * u + one) - end * (t * t * t + two)
        oo, ob, bb = oo + one * one, ob + one * two * along, bb + two * two
        ox += one * (rest.conjugate() * out).real
        bx += two * (rest.conjugate() * back).real
    whole = oo * bb - ob * ob
    if abs(whole) < 1e-12:
        return None
    return (ox * bb - bx * ob) / whole, (bx * oo - ox * ob) / whole


def _at(curve: _Curve, t: float) -> complex:
    u = 1 - t
    return (
        u * u * u * curve[0]
        + 3 * u * u * t * curve[1]
        + 3 * u * t * t * curve[2]
        + t * t * t * curve[3]
    )
