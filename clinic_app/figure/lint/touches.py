"""A check of what a thing has to touch: a stick on the spine lies on head, back and tailbone."""

from collections.abc import Iterator

from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding, cm
from clinic_app.figure.props.spine_line import head, tailbone, upper_back

TOUCH_M = 0.005
_TOUCHED = {"head": head, "upper back": upper_back, "tailbone": tailbone}


def touch(panel: Drawn) -> Iterator[Finding]:
    """Air between the stick and a place that it should touch."""
    frame = panel.solved.task.skin.frame
    for thing in panel.props:
        if thing.kind != "dowel":
            continue
        depth = panel.depth(thing)
        for name, chosen in _TOUCHED.items():
            gap = -float(depth[chosen(panel.ellipsoids, frame)].max())
            if gap > TOUCH_M:
                message = f"{gap * 100:.1f} cm of air between the dowel and the {name}"
                yield Finding("touch", panel.number, message, name.split()[-1], cm(gap))
