"""The written parts of a report: findings, home program, sources, and the line to sign on."""

from collections.abc import Sequence

from clinic_app.paper.page.block import Block, placed, stack, tagged
from clinic_app.paper.page.sheet import INK, MUTED, Sheet
from clinic_app.paper.report.content import ReportContent
from clinic_app.paper.report.text import BODY, SMALL, TINY, at_right, led, lines, section

_GAP = 22.0
_MOST_BESIDE = 150.0  # points; higher columns stand one under the other
_HAND, _OVER_LINE = 190.0, 18.0  # the line to sign on, and room for the hand
_NOTE = "Scores only, no item text. The verdict is arithmetic; the clinician judges."


def findings_and_plan(
    content: ReportContent, inner: float, *, most_exercises: int, is_short: bool
) -> list[Block]:
    """Side by side where both are short, else one under the other; what is empty is left out."""
    half = (inner - _GAP) / 2
    plan = content.short_plan if is_short else content.plan
    if content.findings and plan:
        left = _findings(content.findings, half)
        right = _plan(plan, half, most_exercises)
        if max(left.height, right.height) <= _MOST_BESIDE:
            return [placed([(0, 0, left), (half + _GAP, 0, right)])]
    found = [_findings(content.findings, inner)] if content.findings else []
    if plan:
        found.append(_plan(plan, inner, most_exercises))
    return found


def _findings(text: str, width: float) -> Block:
    body = tagged(lines(text, BODY, width), "P")
    return stack([section("Findings and plan", width), body], gap=2)


def _plan(plan: Sequence[tuple[str, str]], width: float, most: int) -> Block:
    rows = [led([exercise], BODY, width) for exercise in plan[:most]]
    if len(plan) > most:
        rows.append(tagged(lines(f"and {len(plan) - most} more", BODY, width), "P"))
    return stack([section("Home program now", width), *rows], gap=2)


def sources(content: ReportContent, inner: float, *, with_measures: bool) -> Block:
    """Where the limits come from."""
    pain = "; ".join(content.verdict.sources)
    texts = [f"Limits for pain: {pain}."] if pain else []
    if with_measures and content.measure_sources:
        texts.append(f"Limits for measures: {'; '.join(content.measure_sources)}.")
    rows = [tagged(lines(text, TINY, inner, colour=MUTED), "P") for text in texts]
    return stack(rows, gap=1.5)


def signature(content: ReportContent, inner: float) -> Block:
    """A line to sign on, and what the numbers are."""
    who = tagged(lines(f"{content.clinician} · date", SMALL, inner * 0.42, colour=MUTED), "P")
    beside = at_right(_NOTE, SMALL, inner * 0.56, colour=MUTED)
    words = placed([(0, 3, who), (inner * 0.44, 3, beside)])

    def draw(sheet: Sheet, x: float, top: float) -> None:
        line = top + _OVER_LINE
        sheet.rule(x=x, top=line, to_x=x + _HAND, to_top=line, colour=INK, line=1.2)
        words.draw(sheet, x, line)

    return Block(_OVER_LINE + words.height, draw)
