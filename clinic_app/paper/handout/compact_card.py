"""The card of the one-page sheet: pictures left, words in the middle, the next rungs right."""

from dataclasses import replace

from clinic_app.paper.handout.band import band
from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.card_words import (
    NamedRung,
    draw_sign,
    floor_words,
    named_rungs,
    run_in_words,
    rung_line,
    steps_block,
    with_note,
)
from clinic_app.paper.handout.content import Card, HandoutContent
from clinic_app.paper.handout.panel import GAP, Arrangement, arrangements, panels_block, stretched
from clinic_app.paper.handout.rung_picture import beside_picture, over_words, small_picture
from clinic_app.paper.handout.safety_line import under_dose
from clinic_app.paper.page.block import Block, grouped, placed, space, stack
from clinic_app.paper.page.sheet import Sheet
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import PageWording

_PANEL_WIDTHS = (
    62.0,
    76.0,
    88.0,
    100.0,
    112.0,
    124.0,
    138.0,
)  # of two panels, in the smallest letters
_STACK_WIDTHS = (130.0, 146.0, 162.0, 178.0)
_NARROWEST_WORDS = 150.0
_RUNGS, _BOX, _ONE_RUNG = 126.0, 49.0, 96.0
_BESIDE = 10.0


def compact_card(card: Card, m: CardMetrics, *, run_in: bool = False) -> Block:
    """The whole card, as low as its pictures; ``run_in`` parts the steps by their numbers alone."""
    stops = [n for n in named_rungs(card, m.wording) if n[1].is_stop and not run_in]
    lines = [rung_line(named, m, m.width) for named in stops]
    body = with_note(stack([_body(card, m, run_in), *lines], gap=3), card, m)
    head = under_dose(band(card.name, replace(card, details=()), m), card, m, gap=3)
    return stack([head, space(4 * m.scale), body])


def run_in_card(card: Card, m: CardMetrics) -> Block:
    """The same in the least room that holds all the words."""
    return compact_card(card, m, run_in=True)


def _body(card: Card, m: CardMetrics, run_in: bool) -> Block:
    rungs, rungs_width = _rung_pictures(card, m) if run_in else _rungs(card, m)
    lowest: Block | None = None
    for made in _ways(card, m, rungs_width):
        width = made.area[0]
        middle = m.width - width - _BESIDE - rungs_width
        words = _words(card, m, middle, run_in)
        pictures = panels_block(stretched(made, words.height, k=m.scale), card, m.wording)
        at = m.width - rungs_width + _BESIDE
        body = placed([(0, 0, pictures), (width + _BESIDE, 0, words), (at, 0, rungs)])
        if body.height <= m.picture + 0.1:
            return body
        if lowest is None or body.height < lowest.height - 0.1:
            lowest = body
    return lowest or space(0)


def _drawn(named: list[NamedRung]) -> list[NamedRung]:
    return [rung for rung in named if not rung[1].is_stop]


def _rungs(card: Card, m: CardMetrics) -> tuple[Block, float]:
    """The next rungs one over the other, and the width they take with the room beside them."""
    k, size = min(1.25, m.scale), min(m.size, 14.0)
    named = _drawn(named_rungs(card, m.wording))
    if not named:
        return space(0), 0.0
    if len(named) == 1:
        width = _ONE_RUNG * k
        made = over_words(named[0], m, width - _BESIDE, height=m.picture, size=size)
        return made, width
    named = _drawn(named_rungs(card, m.wording, short=True))
    height = (m.picture - GAP) / 2
    blocks = [
        beside_picture(rung, m, _RUNGS * k - _BESIDE, height=height, size=size, box=_BOX * k)
        for rung in named
    ]
    return stack(blocks, gap=GAP), _RUNGS * k


def _rung_pictures(card: Card, m: CardMetrics) -> tuple[Block, float]:
    """The pictures of the next rungs alone, as narrow as they can be; the words stand elsewhere."""
    named = [rung for rung in named_rungs(card, m.wording) if rung[1].panel]
    if not named:
        return space(0), 0.0
    height = (m.picture - GAP) / 2
    made = [small_picture(rung, m.wording, width=_BOX, height=height) for rung in named]
    return stack(made, gap=GAP), _BOX + _BESIDE


def _ways(card: Card, m: CardMetrics, rungs: float) -> list[Arrangement]:
    k, count = m.picture / 116, max(2, len(card.panels))
    most = m.width - rungs - _BESIDE - max(_NARROWEST_WORDS, m.width * 0.26)
    share = 2 / count
    room = (most - GAP * (count - 1)) / count
    fitting = [w for w in (w * share * k for w in _PANEL_WIDTHS) if w <= room] or [room]
    stacks = [w for w in (w * k for w in _STACK_WIDTHS) if w <= most]
    return arrangements(card.panels, fitting, tall=m.picture, stacks=stacks, k=m.scale)


def _words(card: Card, m: CardMetrics, width: float, run_in: bool) -> Block:
    """Steps from the top; what to feel on the floor of the pictures."""
    if run_in:
        return run_in_words(card, m, width)
    steps = steps_block(card.steps, m, width, drawn=card.drawn_steps)
    feel = floor_words(card, m, width)
    at = max(m.picture - feel.height, steps.height + 4 * m.scale)
    return placed([(0, 0, steps), (0, at, feel)]) if feel.height else steps


def legend(content: HandoutContent, inner: float, wording: PageWording) -> Block:
    """What the two signs beside the cards mean; of no height where the cards say it themselves."""
    is_needed = any(
        card.easier and card.harder and not card.easier.is_stop for card in content.cards
    )
    twice_easy = wording.gettext("do this after 2 easy sessions in a row.")
    rungs = (
        (f"{wording.sign(up=False)}:", wording.easier_means, False),
        (f"{wording.sign(up=True)}:", twice_easy, True),
    )

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for label, text, up in rungs:
            draw_sign(sheet, wording, up=up, x=x + 7, top=top + 8, radius=7)
            with sheet.tag("P"):
                wide = sheet.text(f"{label} ", x=x + 18, base=top + 12.1, size=12, face=Face.BOLD)
                sheet.text(text, x=x + 18.4 + wide, base=top + 12.1, size=12)
            x += inner * 0.47

    return grouped(Block(16.0 if is_needed else 0.0, draw), "Div")
