"""A card: one exercise with pictures, dose, steps, what it should feel like and what comes next."""

from dataclasses import replace

from clinic_app.paper.handout.band import band
from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.card_words import (
    feel_block,
    floor_words,
    named_rungs,
    rung_line,
    steps_block,
    with_note,
)
from clinic_app.paper.handout.content import Card
from clinic_app.paper.handout.panel import GAP, Arrangement, arrangements, panels_block, stretched
from clinic_app.paper.handout.rung_picture import rungs_block
from clinic_app.paper.handout.safety_line import under_dose
from clinic_app.paper.page.block import Block, placed, space, stack
from clinic_app.paper.page.sheet import Sheet

_ASIDE_SHARE = 0.39
_PANEL_WIDTHS = (118.0, 130.0, 148.0, 166.0)  # of two panels, in the smallest letters
_STACK_WIDTHS = (200.0, 250.0)
_NARROWEST_WORDS = 150.0
_BESIDE = 12.0
_RUNG = 46.0


def card_block(card: Card, m: CardMetrics) -> Block:
    """The whole card, to stay on one page."""
    if not m.drawn:
        return _whole(card, card, _body(card, m), m)
    plain = replace(card, details=())
    in_band = _whole(card, card, _body_with_pictures(plain, m), m)
    if not card.details:
        return in_band
    in_words = _whole(plain, card, _body_with_pictures(card, m), m)
    return in_words if in_words.height <= in_band.height else in_band


def _whole(shown: Card, card: Card, body: Block, m: CardMetrics) -> Block:
    """Under the band of ``shown``, which may have no details."""
    head = under_dose(band(card.name, shown, m), card, m)
    return stack([head, space(5 * m.scale), with_note(body, card, m)])


def _body(card: Card, m: CardMetrics) -> Block:
    """Without a picture the words take the whole width: steps left, what to feel right."""
    right_width = m.width * _ASIDE_SHARE - 14
    left_width = m.width - right_width - 34
    steps = steps_block(card.steps, m, left_width, drawn=range(1, len(card.steps) + 1))
    right = _aside(card, m, right_width)
    if not right.height:
        return steps
    columns = placed([(0, 0, steps), (left_width + 34, 0, right)])
    at = left_width + 20

    def draw(sheet: Sheet, x: float, top: float) -> None:
        columns.draw(sheet, x, top)
        sheet.rule(x=x + at, top=top + 1, to_x=x + at, to_top=top + columns.height - 1)

    return Block(columns.height, draw)


def _aside(card: Card, m: CardMetrics, width: float) -> Block:
    """What to feel, and under it the next rungs, each behind its sign."""
    feel = feel_block(card, m, width)
    rungs = [rung_line(named, m, width) for named in named_rungs(card, m.wording)]
    return stack([*([feel] if feel.height else []), *rungs], gap=4 * m.scale)


def _body_with_pictures(card: Card, m: CardMetrics) -> Block:
    """The largest figures beside which the words still fit; else the lowest card.

    The next rungs stand under the pictures, or under everything where that is lower.
    """
    lowest: Block | None = None
    rungs = _rungs(card, m, m.width)
    for made in _ways(card, m):
        body, fits = _rungs_under_pictures(card, m, made)
        if fits:
            return body
        for block in (body, _over_rungs(card, m, made, rungs)):
            if lowest is None or block.height < lowest.height - 0.1:
                lowest = block
    return lowest or _body(card, m)


def _rungs_under_pictures(card: Card, m: CardMetrics, made: Arrangement) -> tuple[Block, bool]:
    """The body, and whether the words fit beside it; if not, the pictures grow into the room."""
    width = made.area[0]
    rungs = _rungs(card, m, width)
    below = 5 + rungs.height if rungs else 0.0
    words = _words(card, m, m.width - width - _BESIDE, made.area[1] + below)
    made = stretched(made, words.height - below, k=m.scale)
    pictures = panels_block(made, card, m.wording)
    parts = [(0.0, 0.0, pictures), (width + _BESIDE, 0.0, words)]
    if rungs:
        parts.append((0.0, pictures.height + 5, rungs))
    is_low = not rungs or rungs.height <= 1.2 * _rung_height(m)
    return placed(parts), is_low and words.height <= m.picture + below + 0.1


def _over_rungs(card: Card, m: CardMetrics, made: Arrangement, rungs: Block | None) -> Block:
    """Pictures and words, and the next rungs under both."""
    width = made.area[0]
    words = _words(card, m, m.width - width - _BESIDE, made.area[1])
    pictures = panels_block(stretched(made, words.height, k=m.scale), card, m.wording)
    upper = placed([(0, 0, pictures), (width + _BESIDE, 0, words)])
    return stack([upper, rungs], gap=5) if rungs else upper


def _ways(card: Card, m: CardMetrics) -> list[Arrangement]:
    k, count = m.picture / 116, max(2, len(card.panels))
    most = m.width - _BESIDE - max(_NARROWEST_WORDS, m.width * 0.26)
    share = 2 / count
    widths = [w * share * k for w in _PANEL_WIDTHS]
    room = (most - GAP * (count - 1)) / count
    fitting = [w for w in widths if w <= room] or [room]
    stacks = [w for w in (w * k for w in _STACK_WIDTHS) if w <= most]
    return arrangements(card.panels, fitting, tall=m.picture, stacks=stacks, k=m.scale)


def _rungs(card: Card, m: CardMetrics, width: float) -> Block | None:
    size = min(m.size, 13.0)  # there is little room beside the small pictures
    named = named_rungs(card, m.wording)
    if not named:
        return None
    return rungs_block(named, m, width, height=_rung_height(m), size=size)


def _rung_height(m: CardMetrics) -> float:
    return _RUNG * min(1.35, m.picture / 116)


def _words(card: Card, m: CardMetrics, width: float, height: float) -> Block:
    """Steps from the top; what to feel stands on the floor, under a rule."""
    steps = steps_block(card.steps, m, width, drawn=card.drawn_steps)
    feel = floor_words(card, m, width)
    at = max(height - feel.height, steps.height + 10 * m.scale)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        steps.draw(sheet, x, top)
        if feel.height:
            rule = top + at - 5 * m.scale
            sheet.rule(x=x, top=rule, to_x=x + width, to_top=rule, line=0.6)
        feel.draw(sheet, x, top + at)

    return Block(at + feel.height if feel.height else steps.height, draw)
