"""The written parts of a report: findings, home program, sources, and the line to sign on."""

from collections.abc import Sequence

from clinic_app.handout.block import Block, placed, stack, tagged
from clinic_app.handout.report_content import ReportContent
from clinic_app.handout.report_text import BODY, SMALL, TINY, led, lines, section
from clinic_app.handout.sheet import INK, MUTED, Sheet

_GAP = 22.0
_MOST_BESIDE = 150.0  # points; higher columns stand one under the other
_HAND = 190.0  # the line to sign on


def findings_and_program(
    content: ReportContent, inner: float, *, most_exercises: int
) -> Block | None:
    """Side by side where both are short, else one under the other; None where both are empty."""
    if not content.findings:
        return _program(content.program, inner, most_exercises) if content.program else None
    if not content.program:
        return _findings(content.findings, inner)
    half = (inner - _GAP) / 2
    left, right = _findings(content.findings, half), _program(content.program, half, most_exercises)
    if max(left.height, right.height) <= _MOST_BESIDE:
        return placed([(0, 0, left), (half + _GAP, 0, right)])
    whole = _findings(content.findings, inner)
    return stack([whole, _program(content.program, inner, most_exercises)], gap=8)


def _findings(text: str, width: float) -> Block:
    body = tagged(lines(text, BODY, width), "P")
    return stack([section("Findings and plan", width), body], gap=2)


def _program(program: Sequence[tuple[str, str]], width: float, most: int) -> Block:
    rows = [led(name, how, BODY, width) for name, how in program[:most]]
    if len(program) > most:
        rows.append(tagged(lines(f"and {len(program) - most} more", BODY, width), "P"))
    return stack([section("Home program now", width), *rows], gap=2)


def sources(content: ReportContent, inner: float, *, with_measures: bool) -> Block:
    """Where the limits come from."""
    pain = "; ".join(content.verdict.sources)
    texts = [f"Limits for pain: {pain}."] if pain else []
    if with_measures and content.measure_sources:
        texts.append(f"Limits for measures: {' '.join(content.measure_sources)}")
    rows = [tagged(lines(text, TINY, inner, colour=MUTED), "P") for text in texts]
    return stack(rows, gap=1.5)


def signature(content: ReportContent, inner: float) -> Block:
    """A line to sign on, and what the numbers are."""
    who = tagged(lines(f"{content.clinician} · date", SMALL, inner * 0.5, colour=MUTED), "P")
    note = "Scores only, no item text. The verdict is arithmetic; the clinician judges."
    beside = tagged(lines(note, SMALL, inner * 0.46, colour=MUTED), "P")
    words = placed([(0, 4, who), (inner * 0.54, 4, beside)])

    def draw(sheet: Sheet, x: float, top: float) -> None:
        line = top + 24
        sheet.rule(x=x, top=line, to_x=x + _HAND, to_top=line, colour=INK, line=1.2)
        words.draw(sheet, x, line)

    return Block(24 + words.height, draw)
