"""The words of a card: its steps, what it should feel like, the note, and the next rungs."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain

from clinic_app.domain.plan.dose_words import SEPARATOR, capital
from clinic_app.paper.handout.band import details_block
from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.content import Card, RungWords
from clinic_app.paper.page import icons, tags
from clinic_app.paper.page.block import (
    LEADING,
    Block,
    grouped,
    labelled,
    paragraph,
    stack,
    tagged,
    text_lines,
)
from clinic_app.paper.page.sheet import ACCENT, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Span
from clinic_app.paper.wording import PageWording

_CLOSE = 1.12  # of the size, where lines stand as close as they may

NamedRung = tuple[str, RungWords, bool]  # its rule in words; the rung; whether it is harder


def steps_block(
    steps: Sequence[str], m: CardMetrics, width: float, *, drawn: Container[int]
) -> Block:
    """The steps; the numbers of those that are ``drawn`` are filled, as on the panels."""
    rows = [_step(n, text, m, width, filled=n in drawn) for n, text in enumerate(steps, 1)]
    return grouped(stack(rows, gap=2 * m.scale), "L")


def _step(n: int, text: str, m: CardMetrics, width: float, *, filled: bool) -> Block:
    radius = 7.2 * m.scale
    indent = 2 * radius + 5 * m.scale
    words = paragraph(text, size=m.size, width=width - indent)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + m.size * LEADING / 2
        with sheet.part("LI"):
            with sheet.tag("Lbl"):
                icons.number(sheet, n, x=x + radius, top=middle, radius=radius, filled=filled)
            with sheet.tag("LBody"):
                words.draw(sheet, x + indent, top)

    return Block(max(words.height, 2 * radius + 0.6), draw)


def feel_block(card: Card, m: CardMetrics, width: float) -> Block:
    """What it should feel like and what to think of; of no height where neither is known."""
    parts: list[Block] = []
    if card.feel:
        feel = card.feel if card.feel.endswith((".", "!", "?")) else f"{card.feel}."
        parts.append(tagged(labelled(m.wording.feel, feel, size=m.size, width=width), "P"))
    if card.cue:
        cue = labelled(
            m.wording.gettext("Think:"),
            f"“{card.cue}”",
            size=m.size,
            width=width,
            face=Face.BOLD_ITALIC,
        )
        parts.append(tagged(cue, "P"))
    return stack(parts, gap=4 * m.scale)


def note_block(text: str, m: CardMetrics, width: float) -> Block:
    """The clinician's own words, with a bar that sets them apart."""
    words = tagged(labelled(m.wording.note, text, size=m.size, width=width - 13), "P")

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x + 1, top=top + 1, width=2.5, height=words.height - 1, fill=ACCENT)
        words.draw(sheet, x + 13, top)

    return Block(words.height, draw)


def with_note(body: Block, card: Card, m: CardMetrics) -> Block:
    """The clinician's own words under everything else."""
    note = [note_block(card.note, m, m.width)] if card.note else []
    return stack([body, *note], gap=7 * m.scale)


def named_rungs(card: Card, wording: PageWording, *, short: bool = False) -> list[NamedRung]:
    """The next rungs with their rule; ``short`` where a legend on the page gives the rule."""
    labels = (wording.easier, wording.gettext("If it was easy twice:"))
    if short:
        labels = (f"{wording.sign(up=False)}:", f"{wording.sign(up=True)}:")
    both = zip(labels, (card.easier, card.harder), (False, True), strict=True)
    return [(label, _after(label, rung), up) for label, rung, up in both if rung]


def _after(label: str, rung: RungWords) -> RungWords:
    """A rung whose words start a sentence of their own after a question."""
    return replace(rung, text=capital(rung.text)) if label.endswith("?") else rung


def draw_sign(
    sheet: Sheet, wording: PageWording, *, up: bool, x: float, top: float, radius: float
) -> None:
    """The sign of the easier or the harder rung, which is also read out."""
    word = wording.sign(up=up)
    with sheet.tag("Span", tags.actual(word)):
        sign = icons.harder if up else icons.easier
        sign(sheet, x=x, top=top, radius=radius)


def rung_line(named: NamedRung, m: CardMetrics, width: float) -> Block:
    """A rung behind its sign, without a picture."""
    label, rung, up = named
    radius = 6.6 * m.scale
    indent = 2 * radius + 4 * m.scale
    words = tagged(labelled(label, rung.text, size=m.size, width=width - indent), "P")

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + m.size * LEADING / 2
        if rung.is_stop:
            icons.stop(sheet, x=x + radius, top=middle, radius=radius)
        else:
            draw_sign(sheet, m.wording, up=up, x=x + radius, top=middle, radius=radius)
        words.draw(sheet, x + indent, top)

    return Block(words.height, draw)


def rung_words(named: NamedRung, size: float, width: float, *, room: float) -> Block:
    """A rung's rule in bold and its words under it; after it where ``room`` is too low for that."""
    label, rung, _ = named
    lines = [
        paragraph(label, size=size, width=width, face=Face.BOLD),
        paragraph(rung.text, size=size, width=width),
    ]
    under, after = stack(lines), labelled(label, rung.text, size=size, width=width)
    is_lower = under.height > room and after.height < under.height
    return tagged(after if is_lower else under, "P")


def floor_words(card: Card, m: CardMetrics, width: float) -> Block:
    """What stands on the floor of the words: what is set for this patient, and what to feel."""
    details = [details_block(card.details, m.size, width)] if card.details else []
    feel = feel_block(card, m, width)
    return stack([*details, *([feel] if feel.height else [])], gap=4 * m.scale)


def run_in_words(card: Card, m: CardMetrics, width: float) -> Block:
    """All of a card's words in little room: the steps in the same lines, and more if need be."""
    steps = [
        span
        for n, text in enumerate(card.steps, 1)
        for span in (Span(f"{n}.\N{NO-BREAK SPACE}", Face.BOLD), Span(f"{text} "))
    ]
    labelled = [(m.wording.feel, f"{card.feel.rstrip('.')}.")] if card.feel else []
    labelled += [(label, rung.text) for label, rung, _ in named_rungs(card, m.wording)]
    parts = [steps, *([[Span(f"{SEPARATOR.join(card.details)}. ")]] if card.details else [])]
    parts += [[Span(f"{label} ", Face.BOLD), Span(f"{text} ")] for label, text in labelled]
    apart = stack([_close(part, m, width) for part in parts], gap=2)
    return apart if apart.height <= m.picture else _close([*chain(*parts)], m, width)


def _close(spans: Sequence[Span], m: CardMetrics, width: float) -> Block:
    prepared = [Span(typeset.prepared(span.text), span.face) for span in spans]
    lines = typeset.wrap(prepared, m.size, width)
    return tagged(text_lines(lines, size=m.size, width=width, leading=_CLOSE), "P")
