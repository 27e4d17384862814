"""Whether the marks of muscles stand out from what they lie on when a page is copied in grey."""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

from clinic_app.colours import Mark
from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import Look
from clinic_app.figure.lint.finding import Finding
from clinic_app.figure.render.palette import contrast, palette_of

LEAST_CONTRAST = 2.2  # of the border that tells most: a drawing choice
_GROUNDS = ("skin", "shirt", "shorts", "sock", "shoe")


def lint_grey(look: Look, roles: Iterable[Role]) -> Iterator[Finding]:
    """Marks of these roles that cannot be told in grey from skin or clothes of a look."""
    palette = palette_of(look)
    for role, ground in product(roles, _GROUNDS):
        mark = palette.mark_on(ground, role)
        reached = min(visibility(mark, t) for t in palette.materials[ground])
        if reached < LEAST_CONTRAST:
            message = (
                f"in grey the mark of {role!s} hardly stands out from {ground}: contrast"
                f" {reached:.2f}, {LEAST_CONTRAST:g} is needed; give it a rim in the palette"
            )
            yield Finding("grey", 0, message, f"{role!s} {ground}")


def visibility(mark: Mark, ground: str) -> float:
    """The contrast that tells most: of rim and fill on the ground, or of the lines inside.

    The edge does not count: it is as thin and dark as the lines of the body.
    """
    border = [ground, mark.rim, mark.fill] if mark.rim else [ground, mark.fill]
    pairs = [*pairwise(border), *([(mark.line, mark.fill)] if mark.line else [])]
    return max(contrast(one, other) for one, other in pairs)
