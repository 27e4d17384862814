"""What stands for what on the chart: a colour and a shape each for series, weeks and flags."""

from collections.abc import Sequence
from math import cos, pi, sin

from clinic_app.chart.marks import Dot, Mark, Stroke, box
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import FlagKind
from clinic_app.domain.progress.event import EventKind
from clinic_app.words import N_, _

WHISKER = 2.4  # points wide, light enough that dots and lines lead
WEEK_WORDS = N_("Weekly mean, lowest to highest day")
BACK_TO_FRONT = (Series.LEAST, Series.NOW, Series.WORST, Series.AVERAGE)
# Of several flags on a day, the sign shows the first of these.
_WEIGHT = (
    FlagKind.WARNING_SIGN,
    FlagKind.SURGERY,
    FlagKind.INJECTION,
    FlagKind.FLARE_UP,
    FlagKind.CLEARED,
    FlagKind.PLAN,
    FlagKind.OTHER,
    FlagKind.VISIT,
)


def series_colour(series: Series) -> str:
    """The name of the colour of its line and marks."""
    return series.value


def flag_colour(kind: FlagKind) -> str:
    """The name of the colour of its sign."""
    if kind in (FlagKind.FLARE_UP, FlagKind.WARNING_SIGN):
        return "alarm"
    return "accent" if kind is FlagKind.PLAN else "ink"


def heaviest(kinds: set[FlagKind]) -> FlagKind:
    """The kind whose sign stands for all of them."""
    return next(kind for kind in _WEIGHT if kind in kinds)


def kind_words(kind: FlagKind) -> str:
    """What a flag shows, in a word or two."""
    return _("Plan change") if kind is FlagKind.PLAN else EventKind(kind).label


def series_marker(
    series: Series, x: float, top: float, size: float, *, colour: str = ""
) -> Sequence[Dot | Stroke]:
    """Dot, triangle, hollow square or diamond around (x, top), in its own or another colour."""
    colour = colour or series_colour(series)
    if series is Series.AVERAGE:
        return [Dot(x, top, size, fill=colour)]
    if series is Series.WORST:
        return [Stroke(_triangle(x, top, size), fill=colour, closed=True)]
    line = max(0.4, size * 0.36)
    corners = (
        _ring(x, top, size * 1.22, 4, pi / 4)
        if series is Series.NOW
        else _ring(x, top, size * 1.2, 4, 0)
    )
    return [Stroke(corners, fill="surface", stroke=colour, line=line, closed=True)]


def week_marker(x: float, top: float, size: float) -> list[Mark]:
    """A week's mean across its light whisker, around (x, top)."""
    spread = box(
        x=x - WHISKER / 2, top=top - size * 1.3, width=WHISKER, height=size * 2.6, fill="spread"
    )
    across = ((x - size * 1.3, top), (x + size * 1.3, top))
    return [spread, Stroke(across, stroke="mean", line=1.1)]


def flag_marker(kind: FlagKind, x: float, top: float, size: float) -> list[Mark]:
    """A pennant, or the sign of an event, around (x, top); ``size`` is half its width."""
    s, ink = size, flag_colour(kind)
    match kind:
        case FlagKind.PLAN:
            corners = ((x - s, top - s), (x + s, top), (x - s, top + s))
            return [Stroke(corners, fill=ink, closed=True)]
        case FlagKind.FLARE_UP:
            up = _triangle(x, top, s)
            return [Stroke(up, fill="surface", stroke=ink, line=1.1, closed=True)]
        case FlagKind.INJECTION:
            down = tuple((px, 2 * top - py) for px, py in _triangle(x, top, s))
            return [Stroke(down, fill=ink, closed=True)]
        case FlagKind.SURGERY:
            arms = (((x - s, top), (x + s, top)), ((x, top - s), (x, top + s)))
            return [Stroke(arm, stroke=ink, line=s * 0.7) for arm in arms]
        case FlagKind.WARNING_SIGN:
            stop = Stroke(_ring(x, top, s * 1.15, 8, pi / 8), fill=ink, closed=True)
            bar = ((x, top - s * 0.6), (x, top + s * 0.1))
            mark = Stroke(bar, stroke="surface", line=s * 0.36)
            return [stop, mark, Dot(x, top + s * 0.6, s * 0.2, fill="surface")]
        case FlagKind.CLEARED:
            check = ((x - s, top), (x - s * 0.3, top + s * 0.8), (x + s, top - s * 0.8))
            return [Stroke(check, stroke=ink, line=s * 0.5)]
        case FlagKind.VISIT:
            return [Stroke(((x, top - s), (x, top + s)), stroke=ink, line=1.6)]
        case FlagKind.OTHER:
            diamond = _ring(x, top, s * 1.1, 4, 0)
            return [Stroke(diamond, fill="surface", stroke=ink, line=1.1, closed=True)]


def _triangle(x: float, top: float, size: float) -> tuple[tuple[float, float], ...]:
    peak, floor, half = top - size * 1.15, top + size * 0.85, size * 1.1
    return ((x, peak), (x + half, floor), (x - half, floor))


def _ring(
    x: float, top: float, radius: float, corners: int, turn: float
) -> tuple[tuple[float, float], ...]:
    """Corners of a regular polygon; with no turn one of them points up."""
    angles = [turn + 2 * pi * n / corners for n in range(corners)]
    return tuple((x + radius * sin(a), top - radius * cos(a)) for a in angles)
