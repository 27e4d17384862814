"""Check that each arrow of a figure is drawn in one of its panels."""

from collections.abc import Iterator

from clinic_app.figure.lint.finding import Finding
from clinic_app.figure.motion import Motion
from clinic_app.figure.pose.arrow_words import ArrowWords
from clinic_app.figure.trails import followed_by


def idle_arrows(motion: Motion) -> Iterator[Finding]:
    """An arrow that no panel has, since what it follows hardly moves beside the others."""
    first_at: dict[ArrowWords, int] = {}
    drawn: set[ArrowWords] = set()
    for number in range(1, len(motion.panels)):
        arrows = motion.arrows_of(number)
        for arrow in arrows:
            if arrow.follows_a_way:
                first_at.setdefault(arrow, number + 1)
        before, after = motion.panels[number - 1 : number + 1]
        drawn |= {arrow for arrow, _ in followed_by(arrows, before, after)}
    for arrow, number in first_at.items():
        if arrow not in drawn:
            message = (
                f"no panel has the arrow of {arrow.landmark}: it hardly moves beside what the"
                " others follow; let it move farther, or take its arrow away"
            )
            yield Finding("still", number, message, arrow.landmark)
